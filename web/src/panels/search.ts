import { api } from '../api/client';
import type { Territory, TerritoryHit } from '../api/types';
import { search as words } from '../words/messages';
import { count } from '../words/numbers';
import type { Actions } from './actions';
import { h, type Part, s } from './dom';

const PAUSE = 150;

/** Case and accents do not count, and neither does their length: the match is found letter by letter. */
const plain = (c: string): string => c.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

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
  let hits: TerritoryHit[] = [];
  let active = -1;
  let timer = 0;
  let pending: AbortController | null = null;

  const close = (): void => {
    window.clearTimeout(timer);
    pending?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    element.classList.remove('open');
  };
  const rest = (): void => { close(); input.value = current?.name ?? ''; };
  const choose = (hit: TerritoryHit): void => {
    close();
    input.value = hit.name;
    input.blur();
    actions.change({ territory: hit.code, commune: null, camera: null }, 'push');
  };
  const point = (to: number): void => {
    active = (to + hits.length) % hits.length;
    for (const option of list.querySelectorAll('[role=option]')) option.setAttribute('aria-selected', String(option.id === `t-${active}`));
    input.setAttribute('aria-activedescendant', `t-${active}`);
    list.querySelector(`#t-${active}`)?.scrollIntoView({ block: 'nearest' });
  };
  const option = (hit: TerritoryHit, i: number, typed: string): HTMLElement =>
    h('div', { role: 'option', id: `t-${i}`, 'aria-selected': 'false', onpointerdown: (e) => { e.preventDefault(); choose(hit); } },
      h('span', {}, ...bold(hit.name, typed)),
      h('small', {}, [hit.department_name, hit.kind === 'epci' ? count(hit.communes, 'commune') : hit.code].filter((x) => x !== '').join(' · ')));
  const show = (typed: string): void => {
    list.replaceChildren();
    if (hits.length === 0) list.append(h('p', {}, words.none(typed)));
    for (const kind of ['epci', 'commune'] as const) {
      const group = hits.filter((x) => x.kind === kind);
      if (group.length === 0) continue;
      list.append(h('div', { role: 'group', 'aria-label': words.groups[kind] }, h('h3', { 'aria-hidden': 'true' }, words.groups[kind]),
        ...group.map((x) => option(x, hits.indexOf(x), typed))));
    }
    list.hidden = false;
    element.classList.add('open');
    input.setAttribute('aria-expanded', 'true');
    status.textContent = words.found(hits.length);
    if (hits.length > 0) point(0);
  };
  const look = async (typed: string): Promise<void> => {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    try {
      const found = await api.search(typed, signal);
      if (signal.aborted) return;
      hits = [...found.filter((x) => x.kind === 'epci'), ...found.filter((x) => x.kind === 'commune')];
      show(typed);
    } catch (cause) {
      if (!signal.aborted) list.replaceChildren(h('p', {}, cause instanceof Error ? cause.message : String(cause)));
    }
  };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', rest);
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < 2) { close(); return; }
    timer = window.setTimeout(() => void look(typed), PAUSE);
  });
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') { rest(); input.blur(); }
    if (list.hidden || hits.length === 0) return;
    if (e.key === 'ArrowDown') { e.preventDefault(); point(active + 1); }
    if (e.key === 'ArrowUp') { e.preventDefault(); point(active - 1); }
    const hit = hits[active];
    if (e.key === 'Enter' && hit) { e.preventDefault(); choose(hit); }
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
