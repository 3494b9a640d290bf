import { expect, test } from 'vitest';
import type { Origin, RankedCommune } from '../src/api/indicators';
import { sinceOf } from '../src/panels/evolution';
import { readable } from '../src/panels/import/lines';
import { readView, writeView } from '../src/state/view';
import { alternative, band, duties, flipsSentence, modes, ordinal, rankSentence } from '../src/words/indicators';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const ranked = (patch: Partial<RankedCommune>): RankedCommune =>
  ({ code: 'C', name: 'C', rank: 3, rank_low: 2, rank_high: 5, tied: 0, value: 1, value_status: 'observed', flips: [], ...patch });

test('a rank is said with the range it takes', () => {
  expect(plain(rankSentence(ranked({}), 11))).toBe('3e sur 11 par enfants hors de portée, entre 2e et 5e quand le seuil bouge de ±20 %.');
  expect(plain(rankSentence(ranked({ rank: 1, rank_low: 1, rank_high: 1 }), 11))).toBe('1er sur 11 par enfants hors de portée, rang inchangé quand le seuil bouge de ±20 %.');
  expect(plain(rankSentence(ranked({ tied: 1 }), 11))).toContain('3e ex æquo avec 1 autre sur 11');
  expect(plain(rankSentence(ranked({ rank: null, rank_low: null, rank_high: null }), 11))).toBe('Rang : non renseigné.');
  expect(band(ranked({}))).toBe('2e à 5e');
  expect(band(ranked({ rank_low: 4, rank_high: 4 }))).toBe('rang stable');
  expect(ordinal(1)).toBe('1er');
});

test('the flips make one sentence', () => {
  const flips = [{ from: 0, verdict: 'white' as const }, { from: 812, verdict: 'partly-white' as const }, { from: 2000, verdict: 'covered' as const }];
  expect(plain(flipsSentence(flips, 10_000, false, true))).toBe('Zone blanche jusqu’à 0,8 km, en partie blanche jusqu’à 2,0 km, couverte au-delà.');
  expect(plain(flipsSentence(flips, 10_000, true, false))).toBe('Zone blanche jusqu’à ≈ 0,8 km, en partie blanche jusqu’à ≈ 2,0 km, à portée au-delà.');
});

test('a verdict of the doorstep is left out, one that never turns says how far it was tried, none is not empty', () => {
  expect(plain(flipsSentence([{ from: 0, verdict: 'white' }, { from: 39.6, verdict: 'partly-white' }, { from: 1804, verdict: 'covered' }], 10_000, false, true))).toBe('En partie blanche jusqu’à 1,8 km, couverte au-delà.');
  expect(plain(flipsSentence([{ from: 0, verdict: 'white' }], 10_000, false, true))).toBe('Zone blanche à tous les seuils, jusqu’à 10 km.');
  expect(plain(flipsSentence([], 10_000, false, true))).toBe('Seuils de bascule : non renseignés.');
});

test('places that are not known never turn into a verdict on places', () => {
  const flips = [{ from: 0, verdict: 'underserved' as const }, { from: 2500, verdict: 'covered' as const }];
  expect(plain(flipsSentence(flips, 10_000, false, false))).toBe('À portée à tous les seuils, jusqu’à 10 km.');
});

test('another choice of sites is said by what changes', () => {
  const swap = { objective: 1, children: 15.75, children_status: 'estimated' as const, leaves_out: [{ code: 'a', name: 'Andelu', site: 'Mairie', service: null }], takes: [{ code: 'm', name: 'Montainville', site: 'Mairie', service: null }] };
  expect(plain(alternative(swap, 'lscp', 1))).toBe('Montainville, sans Andelu : aussi bien');
  expect(plain(alternative(swap, 'lscp', 0))).toBe('Montainville, sans Andelu : 1 site');
  expect(plain(alternative(swap, 'mclp', 16))).toBe('Montainville, sans Andelu : ≈ 15,8 enfants');
  const roof = { ...swap, takes: [{ code: 'a', name: 'Andelu', site: 'Le Relais', service: '12' }] };
  expect(plain(alternative(roof, 'lscp', 1))).toBe('Le Relais, sans Andelu : aussi bien');
});

test('a day is compared with only where someone gave one', () => {
  const baseline = { id: 'signature', title: '', on: '2025-12-19' };
  expect(sinceOf(readView('', 'T'), [])).toBeNull();
  expect(sinceOf(readView('', 'T'), [baseline])).toEqual({ on: '2025-12-19', asked: { baseline: 'signature' } });
  expect(sinceOf(readView('?depuis=2025-12-19', 'T'), [baseline])?.asked).toEqual({ baseline: 'signature' });
  expect(sinceOf(readView('?depuis=2026-01-01', 'T'), [baseline])?.asked).toEqual({ from: '2026-01-01' });
});

test('two baselines of one day are told apart, and one that is not here is not taken for a day', () => {
  const both = [{ id: 'signature', title: '', on: '2025-12-19' }, { id: 'bilan', title: '', on: '2025-12-19' }];
  const since = (id: string): string => { const view = readView(`?depuis=${id}`, 'T'); return JSON.stringify(sinceOf(readView(writeView(view), 'T'), both)?.asked); };
  expect(since('bilan')).toBe('{"baseline":"bilan"}');
  expect(since('signature')).toBe('{"baseline":"signature"}');
  expect(since('perdue')).toBe('{"baseline":"signature"}');
  expect(sinceOf(readView('?depuis=perdue', 'T'), [])).toBeNull();
});

test('the register’s own rate says of when its places and its children are', () => {
  const of = (vintage: string): Origin => ({ id: vintage, vintage });
  expect(plain(modes.origin([of('2024-11-25'), of('Caf au 31/12/2022 ; Caf 2022')], [of('2019')]))).toBe('Registre : places 2022 et 2024, enfants 2019.');
  expect(plain(modes.origin([], [of('2021'), of('2021')]))).toBe('Registre : enfants 2021.');
  expect(plain(modes.origin([of('')], []))).toBe('Registre : places de millésime inconnu.');
  expect(modes.origin([], [])).toBe('');
  expect(modes.years([of('25/11/2024'), of('2022'), of(''), of('2019')])).toBe('2019–2024');
  expect(modes.years([of('2021'), of('2021')])).toBe('2021');
  expect(modes.years([of('')])).toBe('');
});

test('duties agree with what is due', () => {
  expect(plain(duties.among(0, 11))).toBe('dû par aucune commune');
  expect(plain(duties.among(2, 11))).toBe('dû par 2 communes sur 11');
  expect(duties.flag('due', null, '2025-01-01')).toBe('dû');
  expect(plain(duties.flag('not-due', 3500, '2025-01-01'))).toBe('non dû, pas plus de 3 500 habitants');
});

test('a line of a portrait is read without its markup', () => {
  expect(readable('<i>% des familles alloc.</i>\t<i>22,5</i>')).toBe('% des familles alloc.  22,5');
  expect(readable('moins de <5 places, a <b')).toBe('moins de <5 places, a <b');
});
