import { expect, test } from 'vitest';
import type { Explanation } from '../src/api/types';
import { sumOf } from '../src/state/sum';

const commune = (count: number, cells: number, source = 'filosofi-2021'): Explanation => ({
  known: { count: 1, places: 20 }, declared: null, unknown: 2,
  filled: [{ subtype: 'micro-creche', funding: 'paje', count, structures: 21, places: 208, mean: 208 / 21, source: 'caf', stand_in: true }],
  children: { method: 'cells-three-quarters', base: 40, base_ages: '0-3', cells, imputed: 1, source },
});

test('the whole is explained by the sum of its communes', () => {
  expect(sumOf([commune(1, 3), commune(2, 4)])).toMatchObject({
    known: { count: 2, places: 40 }, unknown: 4, filled: [{ count: 3, subtype: 'micro-creche' }],
    children: { method: 'cells-three-quarters', base: 80, cells: 7, imputed: 2 },
  });
});

test('children of different sources are not blended', () => {
  expect(sumOf([commune(1, 3), commune(1, 3, 'rp-2021')]).children).toEqual({ method: 'mixed', source: null });
});

test('no commune, no explanation', () => {
  expect(sumOf([])).toMatchObject({ declared: null, filled: [], children: { method: 'not-documented' } });
});
