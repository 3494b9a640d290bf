import { expect, test } from 'vitest';
import { borders, reachLimits } from '../src/map/arcs';
import { next } from '../src/map/walk';
import type { AreaGeometry } from '../src/api/types';

const square = (x: number, y: number): AreaGeometry => ({ type: 'Polygon', coordinates: [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]] });

const lengths = (collection: ReturnType<typeof borders>): Record<string, number> =>
  Object.fromEntries(collection.features.map((f) => [String(f.properties?.['line']), f.geometry.type === 'MultiLineString'
    ? f.geometry.coordinates.reduce((sum, line) => sum + line.length - 1, 0) : 0]));

test('a border between two communes is drawn once, dashed only if both are estimated', () => {
  expect(lengths(borders([{ geometry: square(0, 0), dashed: true }, { geometry: square(1, 0), dashed: true }]))).toEqual({ outer: 6, dashed: 1 });
  expect(lengths(borders([{ geometry: square(0, 0), dashed: true }, { geometry: square(1, 0), dashed: false }]))).toEqual({ outer: 6, solid: 1 });
});

test('a commune without polygon draws no border', () => {
  expect(borders([{ geometry: null, dashed: false }]).features).toEqual([]);
});

test('the limit of a white zone leaves out what is only the border of the commune', () => {
  const zone: AreaGeometry = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 0.5], [0.5, 0.6], [0, 0.5], [0, 0]]] };
  expect(lengths(reachLimits([{ geometry: zone, border: square(0, 0) }]))).toEqual({ limit: 2 });
  expect(reachLimits([{ geometry: square(0, 0), border: square(0, 0) }]).features).toEqual([]);
});

test('arrows walk to the nearest commune in that direction', () => {
  const points = [{ code: 'a', x: 0, y: 0 }, { code: 'b', x: 1, y: 0.1 }, { code: 'c', x: 3, y: 0 }, { code: 'd', x: 0.2, y: 2 }];
  expect(next(points, 'a', 'right')).toBe('b');
  expect(next(points, 'a', 'up')).toBe('d');
  expect(next(points, 'a', 'left')).toBeNull();
  expect(next(points, null, 'left')).toBe('a');
  expect(next([], null, 'left')).toBeNull();
});
