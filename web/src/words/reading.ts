import { countsPlaces, knowsNothing, type Picture, type Row } from '../state/picture';
import { AGES } from './kinds';
import { count, figure, HARD, kilometres, plural, THIN } from './numbers';
import { inCommune } from './official';
import { layers } from './working';

/** The commune chosen, or the one with most children: what its colour and its hatch say. */
const exampleOf = (p: Picture): Row | undefined =>
  p.rows.find((r) => r.code === p.view.commune) ?? [...p.rows].sort((a, b) => (b.coverage.children ?? 0) - (a.coverage.children ?? 0))[0];

function said(p: Picture, r: Row): string[] {
  const { coverage: c, white: w } = r;
  const rate = countsPlaces(p.view.kind) && c.rate !== null && !knowsNothing(c) ? `${figure(c.rate, c.status)} ${plural(c.rate, 'place')} pour 100 enfants de ${AGES[p.view.ages]}` : '';
  const out = w?.white_children != null ? `${figure(w.white_children, w.white_children_status)} ${plural(w.white_children, 'enfant')} à plus de ${kilometres(p.view.within)}` : '';
  return [rate, out].filter((x) => x !== '');
}

/** « Lecture : à Maule, ≈ 78,1 places pour 100 enfants de 0-2 ans ; … » */
export function reading(p: Picture): string {
  const row = exampleOf(p);
  const parts = row && p.documented ? said(p, row) : [];
  const cells = p.view.cells && (p.cells?.cells.length ?? 0) > 0 ? ` ${layers.reading(count(p.cells!.cell_side, 'mètre'))}` : '';
  return parts.length === 0 ? cells.trim() : `Lecture${HARD}: ${inCommune(row!.name)}, ${parts.join(`${THIN}; `)}.${cells}`;
}
