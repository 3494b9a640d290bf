import { expect, test } from 'vitest';
import { contains, readDegrees, readPair } from '../src/state/position';

test('degrees are read with a comma or a point', () => {
  expect(readDegrees('48,9284')).toBe(48.9284);
  expect(readDegrees('\u22121.5°')).toBe(-1.5);
  expect(readDegrees('48.9 N')).toBeNull();
  expect(readDegrees('')).toBeNull();
});

test('a pair copied from a map is latitude first, unless only the other order is in France', () => {
  expect(readPair('48.9284, 1.8655')).toEqual({ lat: 48.9284, lon: 1.8655 });
  expect(readPair('1.8655, 48.9284')).toEqual({ lat: 48.9284, lon: 1.8655 });
  expect(readPair('48,9284; 1,8655')).toEqual({ lat: 48.9284, lon: 1.8655 });
  expect(readPair('-21.1151 55.5364')).toEqual({ lat: -21.1151, lon: 55.5364 });
  expect(readPair('48.9284,1.8655')).toEqual({ lat: 48.9284, lon: 1.8655 });
  expect(readPair('48,9284')).toBeNull();
  expect(readPair('Maule')).toBeNull();
});

test('a point in a hole is outside', () => {
  const square = (a: number, b: number): number[][] => [[a, a], [b, a], [b, b], [a, b], [a, a]];
  const area = { type: 'Polygon' as const, coordinates: [square(0, 10), square(4, 6)] };
  expect(contains(area, { lon: 2, lat: 2 })).toBe(true);
  expect(contains(area, { lon: 5, lat: 5 })).toBe(false);
  expect(contains(area, { lon: 12, lat: 5 })).toBe(false);
  expect(contains(null, { lon: 2, lat: 2 })).toBe(false);
});
