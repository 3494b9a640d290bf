import { api } from '../api/client';
import type { Territory, TerritoryHit } from '../api/types';
import { search as words } from '../words/messages';
import { count } from '../words/numbers';
import type { Actions } from './actions';
import { combobox, plain } from './combobox';
import { h, type Part, s } from './dom';

/** Accents do not count, and neither does their length: the match is found letter by letter. */
function bold(name: string, typed: string): (Node | string)[] {
  const letters = [...name.normalize('NFC')];
  const at = letters.map(plain).join('').indexOf([...typed].map(plain).join(''));
  if (at < 0 || letters.some((c) => plain(c).length !== 1)) return [name];
  const end = at + [...typed].length;
  return [letters.slice(0, at).join(''), h('b', {}, letters.slice(at, end).join('')), letters.slice(end).join('')];
}

export interface Search extends Part<Territory> { focus(): void }

export function search(actions: Actions): Search {
  const input = h('input', {
    type: 'text', role: 'combobox', id: 'recherche', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.label, 'aria-expanded': 'false',
    'aria-controls': 'territoires', 'aria-autocomplete': 'list', placeholder: words.label,
  });
  const small = h('small', {});
  const list = h('div', { id: 'territoires', role: 'listbox', class: 'hits', 'aria-label': words.label, hidden: true });
  const status = h('p', { class: 'vh', role: 'status' });
  const element = h('div', { class: 'search-box' },
    h('label', { class: 'search' },
      s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
        s('circle', { cx: 7, cy: 7, r: 4.6 }), s('path', { d: 'M10.5 10.5L14.3 14.3' })), input, small),
    h('kbd', { 'aria-hidden': 'true' }, '/'), list, status);

  let current: Territory | null = null;
  const groups = (hits: TerritoryHit[]): TerritoryHit[][] => (['epci', 'commune'] as const).map((kind) => hits.filter((x) => x.kind === kind));
  const close = combobox<TerritoryHit>({
    input, list, status, id: 't',
    find: async (typed, signal) => groups(await api.search(typed, signal)).flat(),
    draw: (hits, typed, option) => hits.length === 0 ? [h('p', {}, words.none(typed))] : groups(hits).flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [h('div', { role: 'group', 'aria-label': words.groups[first.kind] }, h('h3', { 'aria-hidden': 'true' }, words.groups[first.kind]),
        ...group.map((hit) => option(hit, h('span', {}, ...bold(hit.name, typed)),
          h('small', {}, [hit.department_name, hit.kind === 'epci' ? count(hit.communes, 'commune') : hit.code].filter((x) => x !== '').join(' · ')))))];
    }),
    choose: (hit) => {
      input.value = hit.name;
      leave();
      actions.change({ territory: hit.code, commune: null, camera: null }, 'push');
    },
    toggled: (open) => element.classList.toggle('open', open),
  });
  /** The keyboard is never left without a place. */
  const leave = (): void => document.getElementById('carte')?.focus();
  const rest = (): void => { close(); input.value = current?.name ?? ''; };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', rest);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') { e.stopPropagation(); rest(); leave(); }
  });
  return {
    element,
    focus: () => input.focus(),
    update: (t) => {
      current = t;
      if (document.activeElement !== input) input.value = t.name;
      small.textContent = t.kind === 'epci' ? count(t.communes.length, 'commune') : t.code;
    },
  };
}
