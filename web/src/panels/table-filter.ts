import { type Picture, referenceOf, type Row } from '../state/picture';
import { type RowVerdict, VERDICTS } from '../state/working';
import { VERDICT } from '../words/kinds';
import { unproven } from '../words/sentences';
import { filter as words } from '../words/working';
import { plain } from '../words/plain';
import type { Actions } from './actions';
import { choose, h, type Part, put } from './dom';

/** As the row says it. */
const verdictOf = (p: Picture, { white }: Row): RowVerdict => (white && unproven(white, referenceOf(p)) ? 'in-reach' : (white?.verdict ?? 'not-documented'));

export const filtered = ({ view }: Picture): boolean => view.named !== null || view.verdict !== null;

/** The rows that the filter leaves; the total is never theirs. */
export function kept(p: Picture): Row[] {
  const { view, rows } = p;
  const named = plain(view.named ?? '');
  return rows.filter((r) => plain(r.name).includes(named) && (view.verdict === null || verdictOf(p, r) === view.verdict));
}

/** By a piece of the name, and by verdict. */
export function tableFilter(actions: Actions): Part<Picture> {
  const name = h('input', { type: 'search', class: 'select', placeholder: words.name, 'aria-label': words.name, oninput: () => actions.change({ named: name.value.trim() || null }, 'step') });
  const verdict = h('select', { class: 'select', 'aria-label': words.verdict, onchange: () => actions.change({ verdict: (verdict.value || null) as RowVerdict | null }) });
  const element = h('div', { class: 'tf' }, name, verdict);
  return {
    element,
    update: (p) => {
      element.hidden = p.rows.length < 2;
      if (document.activeElement !== name) name.value = p.view.named ?? '';
      const here = new Set([...p.rows.map((r) => verdictOf(p, r)), p.view.verdict]);
      put(verdict, h('option', { value: '' }, words.all), ...VERDICTS.filter((v) => here.has(v)).map((v) => h('option', { value: v }, v === 'in-reach' ? words.inReach : VERDICT[v])));
      choose(verdict, p.view.verdict ?? '');
    },
  };
}
