import { expect, test } from 'vitest';
import type { Cell } from '../src/api/official';
import { childrenPerDot, dotCounts, placeDots, pushApart, type Dot, type Known } from '../src/map/dots';

/** SYNTHETIC: cells of three communes in rows of 200 m, with thirds of children. */
function grid(n: number): Cell[] {
  return Array.from({ length: n }, (_, i) => {
    const children = ((i * 37) % 11) / 3;
    const out = i % 7 === 0 ? children : 0;
    const held = (children - out) * (((i * 13) % 10) / 10);
    return {
      code: `9900${1 + (i % 3)}`, lon: 1.8 + (i % 20) * 0.00274, lat: 48.8 + Math.floor(i / 20) * 0.0018, imputed: false,
      children, with_place: held, without_place: children - out - held, out_of_reach: out,
    };
  });
}
const cells = grid(300);
const sum = (of: (c: Cell) => number | null): number => cells.reduce((total, c) => total + (of(c) ?? 0), 0);
const metres = (a: Dot, b: Dot): number => Math.hypot((a.lon - b.lon) * 111_195 * Math.cos((48.8 * Math.PI) / 180), (a.lat - b.lat) * 111_195);

test('dots add up to the numbers that are shown, for each sort and for all', () => {
  for (const each of [1, 5, 10]) {
    const dots = placeDots(cells, 'places', each, 200);
    const counts = dotCounts(cells, 'places', each);
    for (const [sort, n] of counts) expect(dots.filter((d) => d.sort === sort).length).toBe(n);
    expect(dots.length).toBe(Math.round(sum((c) => c.children) / each));
    expect(Math.abs(counts[0]![1] - sum((c) => c.with_place) / each)).toBeLessThan(1);
  }
});

test('no commune is more than a dot away from its own children', () => {
  const dots = placeDots(cells, 'places', 1, 200);
  for (const code of ['99001', '99002', '99003']) {
    for (const [sort, of] of [['with', 'with_place'], ['without', 'without_place'], ['out', 'out_of_reach']] as const) {
      const told = cells.filter((c) => c.code === code).reduce((s, c) => s + (c[of] ?? 0), 0);
      expect(Math.abs(dots.filter((d) => d.code === code && d.sort === sort).length - told)).toBeLessThan(1);
    }
  }
});

test('every dot stands in a cell of its commune before it is pushed', () => {
  const half = 100.5;
  for (const d of placeDots(cells, 'places', 1, 200)) {
    const inside = cells.some((c) => c.code === d.code && Math.abs(c.lat! - d.lat) * 111_195 <= half &&
      Math.abs(c.lon! - d.lon) * 111_195 * Math.cos((d.lat * Math.PI) / 180) <= half);
    expect(inside).toBe(true);
  }
});

test('the same cells give the same dots, and nothing but what is known', () => {
  expect(placeDots(cells, 'places', 1, 200)).toEqual(placeDots(grid(300), 'places', 1, 200));
  const sorts = (known: Known): string[] => [...new Set(placeDots(cells, known, 1, 200).map((d) => d.sort))].sort();
  expect(sorts('reach')).toEqual(['out', 'reach']);
  expect(sorts('children')).toEqual(['child']);
});

test('pushed dots are as many and as they were, apart from each other and clear of services', () => {
  const placed = placeDots(cells.slice(0, 40), 'places', 1, 200);
  const at = { lon: placed[0]!.lon, lat: placed[0]!.lat, metres: 120 };
  const pushed = pushApart(placed, 40, [at]);
  expect(pushed.map((d) => [d.sort, d.code])).toEqual(placed.map((d) => [d.sort, d.code]));
  expect(pushed).toEqual(pushApart(placed, 40, [at]));
  const nearest = (dots: Dot[]): number => Math.min(...dots.map((a, i) => Math.min(...dots.map((b, j) => (i === j ? Infinity : metres(a, b))))));
  expect(nearest(pushed)).toBeGreaterThan(nearest(placed));
  expect(nearest(pushed)).toBeGreaterThan(25);
  for (const d of pushed) expect(metres(d, { ...d, ...at })).toBeGreaterThan(90);
});

test('children on one point part', () => {
  const one: Dot = { lon: 2, lat: 48, sort: 'with', code: '99001' };
  const [a, b] = pushApart([one, { ...one }], 50, []);
  expect(metres(a!, b!)).toBeGreaterThan(45);
});

test('above 1 500 children one dot stands for 5, 10, 50…', () => {
  expect([0, 1500, 1501, 7500, 7501, 15_001, 75_001].map(childrenPerDot)).toEqual([1, 1, 5, 5, 10, 50, 100]);
});

test('nothing is drawn of nobody', () => {
  expect(placeDots([], 'places', 1, 200)).toEqual([]);
  expect(pushApart([], 10, [])).toEqual([]);
  expect(placeDots([{ ...cells[0]!, children: null, with_place: null, without_place: null, out_of_reach: null }], 'reach', 1, 200)).toEqual([]);
});
