import { expect, test } from 'vitest';
import type { Cell } from '../src/api/official';
import { squares, tilt } from '../src/map/squares';
import { inSlot } from '../src/state/slots';

const SIDE = 200;
/** SYNTHETIC: a grid of cells turned by an angle. */
function grid(angle: number, children = (i: number): number => i + 1): Cell[] {
  return Array.from({ length: 25 }, (_, i) => {
    const [x, y] = [(i % 5) * SIDE, Math.floor(i / 5) * SIDE];
    const lat = 48.8 + (x * Math.sin(angle) + y * Math.cos(angle)) / 111_195;
    return {
      code: 'C', imputed: false, lat, lon: 1.8 + (x * Math.cos(angle) - y * Math.sin(angle)) / (111_195 * Math.cos((48.8 * Math.PI) / 180)),
      children: children(i), with_place: 0, without_place: 0, out_of_reach: i === 0 ? 1 : 0,
    };
  });
}
const placed = (cells: Cell[]) => cells.map((c) => ({ lon: c.lon, lat: c.lat }));

test('squares lie as the grid of the cells does', () => {
  for (const angle of [0, 0.11, -0.11, 0.4]) expect(tilt(placed(grid(angle)), SIDE)).toBeCloseTo(angle, 3);
  expect(tilt([{ lon: 1, lat: 48 }], SIDE)).toBe(0);
});

test('areas are in proportion to the children, and the fullest cell is filled', () => {
  const area = (i: number): number => {
    const g = squares(grid(0.1), SIDE).features[i]!.geometry;
    const ring = g.type === 'Polygon' ? g.coordinates[0]! : [];
    const at = (k: number): [number, number] => [ring[k]![0]! * 111_195 * Math.cos((48.8 * Math.PI) / 180), ring[k]![1]! * 111_195];
    const [[ax, ay], [bx, by]] = [at(0), at(1)];
    return (ax - bx) ** 2 + (ay - by) ** 2;
  };
  expect(area(24) / SIDE ** 2).toBeCloseTo(1, 2);
  expect(area(4) / area(24)).toBeCloseTo(5 / 25, 2);
});

test('cells without children are not drawn', () => {
  expect(squares(grid(0, (i) => (i === 3 ? 2 : 0)), SIDE).features).toHaveLength(1);
  expect(squares([], SIDE).features).toEqual([]);
});

test('a leisure centre is open when its list says so, and unknown where it does not say', () => {
  expect(inSlot('periscolaire|extrascolaire', 'periscolaire')).toBe(true);
  expect(inSlot('periscolaire|extrascolaire', 'ete')).toBe(true);
  expect(inSlot('periscolaire', 'mercredi')).toBeNull();
  expect(inSlot('extrascolaire', 'mercredi')).toBe(false);
  expect(inSlot('petites-vacances', 'ete')).toBe(false);
  expect(inSlot('extrascolaire', 'periscolaire')).toBe(false);
  expect(inSlot('', 'ete')).toBeNull();
});
