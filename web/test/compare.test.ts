import { expect, test } from 'vitest';
import type { Modes } from '../src/api/indicators';
import type { Status } from '../src/api/types';
import { gapTo, minus, otherView, readVersus, turned, writeVersus } from '../src/state/versus';
import { KINDS, kindPatch, readView, writeView } from '../src/state/view';
import { difference } from '../src/words/compare';

const view = (search: string) => readView(search, 'T');
const other = (search: string) => otherView(view(search), kindPatch);
const of = (value: number | null, status: Status) => ({ value, status });

test('what to compare with survives the address bar, and what is not understood is left out', () => {
  for (const text of ['date:2025-12-19', 'kind:laep', 'departement', 'france']) expect(writeVersus(readVersus(text, KINDS)!)).toBe(text);
  for (const text of [null, '', 'date:', 'date:hier', 'kind:creche', 'kind', 'region', 'laep']) expect(readVersus(text, KINDS), String(text)).toBeNull();
  expect(view(writeView(view('?comparer=kind:laep')))).toEqual(view('?comparer=kind:laep'));
});

test('the other side asks the same question of another day or kind', () => {
  expect(other('?at=2026-01-01&within=700&comparer=date:2025-12-19')).toMatchObject({ at: '2025-12-19', kind: 'eaje', within: 700 });
  expect(other('?within=700&comparer=kind:alsh')).toMatchObject({ kind: 'alsh', ages: '3-11', ref: null, within: 700 });
});

test('there is no other side of the same day, of the same kind, of a published rate, or in the official view', () => {
  for (const q of ['?at=2026-01-01&comparer=date:2026-01-01', '?kind=laep&comparer=kind:laep', '?comparer=france', '?comparer=kind:laep&vue=elu', '?kind=eaje']) expect(other(q), q).toBeNull();
});

test('choosing the kind of the other side turns the two around', () => {
  expect(turned(view('?kind=eaje&comparer=kind:alsh'), 'alsh')).toEqual({ by: 'kind', kind: 'eaje' });
  expect(turned(view('?kind=eaje&comparer=kind:alsh'), 'rpe')).toEqual({ by: 'kind', kind: 'alsh' });
});

test('a difference hides what either side hides, and claims no more than both know', () => {
  expect(minus(of(12, 'observed'), of(15, 'observed'))).toEqual(of(-3, 'observed'));
  expect(minus(of(12, 'estimated'), of(10, 'observed'))).toEqual(of(2, 'estimated'));
  expect(minus(of(12, 'estimated'), of(12, 'estimated'))).toEqual(of(0, 'zero'));
  expect(minus(of(null, 'secret'), of(null, 'not-documented'))).toEqual(of(null, 'secret'));
  expect(minus(of(4, 'observed'), of(null, 'not-documented'))).toEqual(of(null, 'not-documented'));
  expect(minus(of(12, 'lower-bound'), of(10, 'observed'))).toEqual(of(2, 'lower-bound'));
  expect(minus(of(12, 'observed'), of(10, 'lower-bound'))).toEqual(of(null, 'not-documented'));
  expect(minus(of(0, 'zero'), of(23.5, 'observed'))).toEqual(of(-23.5, 'observed'));
});

test('a difference is written with its sign and its mark', () => {
  const plain = (f: ReturnType<typeof of>) => difference(f).replace(/[\u202f\u00a0]/g, ' ');
  expect([of(2, 'estimated'), of(-3.04, 'observed'), of(0, 'zero'), of(null, 'secret'), of(null, 'not-documented'), of(1, 'lower-bound')].map(plain)).toEqual(['≈ +2,0', '−3,0', '0', 's', 'n. d.', '≥ +1,0']);
});

test('the gap is held against the rate of the same places, or none is given', () => {
  const none = { rate: null, rate_status: 'not-documented' as const, vintage: null, same_vintage: null };
  const row = (mode: string, france: number) => ({ mode, label: mode, published: none, register: none, department: none, france: { ...none, rate: france, rate_status: 'observed' as const, vintage: '2023' } });
  const answer = { department: { code: '78', name: 'Yvelines' }, communes: [], total: { modes: [row('global', 60.9), row('eaje', 23.5), row('eaje-psu', 19.9)], register_places_sources: [], register_children_sources: [] }, source_line: '' } as unknown as Modes;
  expect(gapTo(view('?comparer=france'), answer)?.figure.value).toBe(23.5);
  expect(gapTo(view('?comparer=france&mode=psu'), answer)?.figure.value).toBe(19.9);
  expect(gapTo(view('?comparer=departement'), answer)).toMatchObject({ name: 'Yvelines', figure: { value: null, status: 'not-documented' } });
  expect(gapTo(view('?comparer=france&kind=laep'), answer)?.figure.value).toBeNull();
  expect(gapTo(view('?comparer=kind:laep'), answer)).toBeNull();
});
