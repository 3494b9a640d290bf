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
const cellOf = (text: string, square: Node | null = null): HTMLTableCellElement => h('td', { class: square ? 'num r' : 'num' }, square, shown(text));

function squareOf(p: Picture, r: Row | undefined): Node | null {
  const colour = r ? classColour(p, r.cls) : null;
  return colour === null ? null : h('i', { style: `background:var(--${colour})` });
}

const gapBetween = (id: string, small: string, of: (r: Row) => Figure): Column =>
  ({ id, title: () => words.gap, small, sorted: words.gapSorted, value: (r) => of(r).value, cell: (r) => cellOf(difference(of(r))) });

/** What the table shows of two sides after the commune's name: a column for each, and their difference where both ask the same. */
export function compareColumns(p: Picture, other: Picture): Column[] {
  const by = p.view.versus?.by === 'date' ? 'date' : 'kind';
  const theirs = new Map(other.rows.map((r) => [r.code, r]));
  const there = (r: Row): Row | undefined => (r === p.total ? other.total : theirs.get(r.code));
  const sides = [{ id: 'a', of: p, row: (r: Row): Row | undefined => r }, { id: 'b', of: other, row: there }];
  const pair = (id: string, title: string, sorted: string, figureOf: (r: Row | undefined) => Figure, squares: boolean): Column[] => [
    ...sides.map(({ id: side, of, row }): Column => ({
      id: `${id}-${side}`, title: () => title, small: sideName(of, by), sorted: `${sorted}, ${sideName(of, by)}`, value: (r) => figureOf(row(r)).value,
      cell: (r) => { const { value, status } = figureOf(row(r)); return cellOf(figure(value, status), squares ? squareOf(of, row(r)) : null); },
    })),
    ...(by === 'date' ? [gapBetween(`${id}-gap`, 'A − B', (r) => minus(figureOf(r), figureOf(there(r))))] : []),
  ];
  const verdicts = sides.map(({ id, of, row }): Column => ({
    id: `verdict-${id}`, title: () => 'Verdict', small: sideName(of, by), sorted: `triées par verdict, ${sideName(of, by)}`, value: (r) => VERDICT_ORDER[row(r)?.white?.verdict ?? 'not-documented'],
    cell: (r) => { const white = row(r)?.white ?? null; return h('td', { class: 'v' }, ...(r === p.total ? [] : [verdictGlyph(white, referenceOf(of)), verdictWord(white, referenceOf(of))])); },
  }));
  const counted = countsPlaces(p.view.kind) || countsPlaces(other.view.kind);
  return [...(counted ? pair('rate', 'Taux', 'triées par taux', rateOf, true) : []), ...pair('out', 'Hors de portée', 'triées par enfants hors de portée', outOf, false), ...verdicts];
}

/** The points between a commune's rate and the published one. */
export const gapColumn = (p: Picture): Column => gapBetween('gap', p.gap?.name ?? '', (r) => minus(rateOf(r), p.gap?.figure ?? UNKNOWN));
