import type { Verdict } from '../api/types';
import type { Picture, Row } from '../state/picture';
import { VERDICT, VERDICT_ORDER } from '../words/kinds';
import { filter as words } from '../words/working';
import { plain } from '../words/plain';
import type { Actions } from './actions';
import { h, type Part } from './dom';

const verdictOf = (r: Row): Verdict => r.white?.verdict ?? 'not-documented';

export const filtered = ({ view }: Picture): boolean => view.named !== null || view.verdict !== null;

/** The rows that the filter leaves; the total is never theirs. */
export function kept({ view, rows }: Picture): Row[] {
  const named = plain(view.named ?? '');
  return rows.filter((r) => plain(r.name).includes(named) && (view.verdict === null || verdictOf(r) === view.verdict));
}

/** By a piece of the name, and by verdict. */
export function tableFilter(actions: Actions): Part<Picture> {
  const name = h('input', { type: 'search', class: 'select', placeholder: words.name, 'aria-label': words.name, oninput: () => actions.change({ named: name.value.trim() || null }, 'step') });
  const verdict = h('select', { class: 'select', 'aria-label': words.verdict, onchange: () => actions.change({ verdict: (verdict.value || null) as Verdict | null }) });
  const element = h('div', { class: 'tf' }, name, verdict);
  return {
    element,
    update: (p) => {
      element.hidden = p.rows.length < 2;
      if (document.activeElement !== name) name.value = p.view.named ?? '';
      const found = [...new Set([...p.rows.map(verdictOf), ...(p.view.verdict ? [p.view.verdict] : [])])].sort((a, b) => VERDICT_ORDER[a] - VERDICT_ORDER[b]);
      verdict.replaceChildren(h('option', { value: '' }, words.all), ...found.map((v) => h('option', { value: v }, VERDICT[v])));
      verdict.value = p.view.verdict ?? '';
    },
  };
}
