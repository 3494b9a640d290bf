import type { Kind } from '../api/types';
import type { Picture } from '../state/picture';
import { readVersus, type Versus, writeVersus } from '../state/versus';
import { KINDS } from '../state/view';
import { compare as words, datesNote, gapNote, kindsNote, sideTitle } from '../words/compare';
import { ACRONYM, FULL } from '../words/kinds';
import type { Actions } from './actions';
import { choose, h, type Part, put } from './dom';

const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`;
const documented = (p: Picture, kind: Kind): boolean => p.territory.inventories.some((i) => i.kind === kind && i.completeness !== 'not-documented');

/** What to compare with when nobody said: a frozen register's day, else another kind that is documented, else a year before. */
export function firstChoice(p: Picture, baseline: string | undefined): Versus {
  const kind = KINDS.find((k) => k !== p.view.kind && documented(p, k));
  return baseline && baseline !== p.view.at ? { by: 'date', at: baseline } : kind ? { by: 'kind', kind } : { by: 'date', at: yearBefore(p.view.at) };
}

function notes(p: Picture): string[] {
  const { versus, kind } = p.view;
  if (p.gap) return gapNote(p.gap, kind, p.territory.name);
  if (versus === null || versus.by === 'zone') return [];
  if (!p.other) return [versus.by === 'date' ? words.same : words.sameKind];
  return [versus.by === 'date' ? datesNote(p, p.other) : kindsNote(p, p.other)];
}

/** The button that parts the map in two, the bar that says with what, the second map and the names of both. */
export function compare(actions: Actions) {
  let picture: Picture | null = null;
  const set = (versus: Versus | null): void => actions.change({ versus });
  const toggle = (): void => {
    if (picture) set(picture.view.versus ? null : firstChoice(picture, actions.baselines[0]?.on));
  };
  const press = (): HTMLButtonElement => h('button', { type: 'button', class: 'btn cmpb', 'aria-pressed': 'false', onclick: toggle }, words.button);
  const button = press();
  /** Where the top bar has no room. */
  const low = press();
  const option = (value: string, text: string): HTMLOptionElement => h('option', { value }, text);
  const department = option('departement', '');
  const select = h('select', { class: 'select', onchange: () => { if (picture) set(select.value === 'date' ? { by: 'date', at: yearBefore(picture.view.at) } : readVersus(select.value, KINDS)); } },
    option('date', words.date), h('optgroup', { label: words.kinds }, ...KINDS.map((k) => option(`kind:${k}`, `${ACRONYM[k]}, ${FULL[k].toLowerCase()}`))),
    h('optgroup', { label: words.rates }, department, option('france', 'France')));
  const day = h('input', { type: 'date', class: 'select date', 'aria-label': words.day, onchange: () => { if (day.value !== '') set({ by: 'date', at: day.value }); } });
  const note = h('p', { class: 'note', role: 'status' });
  const bar = h('div', { class: 'cmp', hidden: true }, h('label', {}, h('span', {}, words.with), select), day, note,
    h('button', { type: 'button', class: 'x', 'aria-label': words.close, title: words.close, onclick: () => { set(null); button.focus(); } }, '×'));
  const canvas = h('div', { class: 'canvas' });
  const second = h('div', { class: 'map second', role: 'img' }, canvas);
  const sides = [h('p', { class: 'side a' }), h('p', { class: 'side b' })] as const;
  const part: Part<Picture> = {
    element: bar,
    update: (p) => {
      picture = p;
      const { versus } = p.view;
      for (const b of [button, low]) b.setAttribute('aria-pressed', String(versus !== null));
      bar.hidden = versus === null;
      if (versus === null) return;
      put(department, p.territory.department_name);
      for (const o of select.options) o.disabled = o.value === `kind:${p.view.kind}`;
      choose(select, versus.by === 'date' ? 'date' : writeVersus(versus));
      day.hidden = versus.by !== 'date';
      if (versus.by === 'date' && document.activeElement !== day) day.value = versus.at;
      put(note, notes(p).join(' '));
      note.title = note.textContent;
      if (!p.other || versus.by === 'zone') return;
      const { by } = versus;
      const names = [sideTitle(p, by), sideTitle(p.other, by)] as const;
      sides.forEach((side, i) => put(side, h('b', {}, 'AB'[i]!), names[i]!));
      second.setAttribute('aria-label', words.second(names[1]));
    },
  };
  return { ...part, button, low: h('section', { class: 'cmpn' }, low), canvas, over: [second, ...sides], toggle };
}
