import type { WhiteRow } from '../api/types';
import { countsPlaces, type Picture, referenceOf, type Row } from '../state/picture';
import { type Figure, minus } from '../state/versus';
import { compare as words, difference, sideName } from '../words/compare';
import { VERDICT_ORDER } from '../words/kinds';
import { figure } from '../words/numbers';
import { verdictWord } from '../words/sentences';
import { h } from './dom';
import { shown, verdictGlyph } from './glyphs';
import { classColour } from './legend';
import type { Column } from './table';

const UNKNOWN = { value: null, status: 'not-documented' } as const;
const rateOf = (r: Row | undefined): Figure => (r ? { value: r.coverage.rate, status: r.coverage.status } : UNKNOWN);
const outOf = (r: Row | undefined): Figure => (r?.white ? { value: r.white.white_children, status: r.white.white_children_status } : UNKNOWN);
const text = ({ value, status }: Figure): string => figure(value, status);

function square(p: Picture, r: Row | undefined): Node | null {
  const colour = r === undefined || r === p.total ? null : classColour(p, r.cls);
  return colour === null ? null : h('i', { style: `background:var(--${colour})` });
}

/** A column for each side of a figure, and their difference where the two sides ask the same. */
function pair(p: Picture, other: Picture, id: string, title: string, sorted: string, of: (r: Row | undefined) => Figure, squares: boolean): Column[] {
  const { versus } = p.view;
  const by = versus?.by === 'date' ? 'date' : 'kind';
  const theirs = new Map(other.rows.map((r) => [r.code, r]));
  const there = (r: Row): Row | undefined => (r === p.total ? other.total : theirs.get(r.code));
  const column = (side: string, of1: Picture, row: (r: Row) => Row | undefined): Column => ({
    id: `${id}-${side}`, title: () => title, small: sideName(of1, by), sorted: `${sorted}, ${sideName(of1, by)}`, value: (r) => of(row(r)).value,
    cell: (r) => h('td', { class: squares ? 'num r' : 'num' }, squares ? square(of1, row(r)) : null, shown(text(of(row(r))))),
  });
  const by1 = (r: Row): Figure => minus(of(r), of(there(r)));
  const gap: Column = { id: `${id}-gap`, title: () => words.gap, small: 'A − B', sorted: words.gapSorted, value: (r) => by1(r).value, cell: (r) => h('td', { class: 'num' }, shown(difference(by1(r)))) };
  return [column('a', p, (r) => r), column('b', other, there), ...(by === 'date' ? [gap] : [])];
}

function verdicts(p: Picture, other: Picture): Column[] {
  const by = p.view.versus?.by === 'date' ? 'date' : 'kind';
  const theirs = new Map(other.rows.map((r) => [r.code, r.white]));
  const column = (side: string, of: Picture, white: (r: Row) => WhiteRow | null): Column => ({
    id: `verdict-${side}`, title: () => 'Verdict', small: sideName(of, by), sorted: `triées par verdict, ${sideName(of, by)}`, value: (r) => VERDICT_ORDER[white(r)?.verdict ?? 'not-documented'],
    cell: (r) => h('td', { class: 'v' }, ...(r === p.total ? [] : [verdictGlyph(white(r), referenceOf(of)), verdictWord(white(r), referenceOf(of))])),
  });
  return [column('a', p, (r) => r.white), column('b', other, (r) => theirs.get(r.code) ?? null)];
}

/** What the table shows of two sides, between the commune's name and the end of the row. */
export const compareColumns = (p: Picture, other: Picture): Column[] => [
  ...(countsPlaces(p.view.kind) || countsPlaces(other.view.kind) ? pair(p, other, 'rate', 'Taux', 'triées par taux', rateOf, true) : []),
  ...pair(p, other, 'out', 'Hors de portée', 'triées par enfants hors de portée', outOf, false), ...verdicts(p, other),
];

/** The points between a commune's rate and the published one. */
export const gapColumn = (p: Picture): Column => {
  const points = (r: Row): Figure => minus(rateOf(r), p.gap?.figure ?? UNKNOWN);
  return { id: 'gap', title: () => words.gap, small: p.gap?.name ?? '', sorted: words.gapSorted, value: (r) => points(r).value, cell: (r) => h('td', { class: 'num' }, shown(difference(points(r)))) };
};
