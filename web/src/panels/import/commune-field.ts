import { api } from '../../api/client';
import type { TerritoryHit } from '../../api/types';
import type { Place } from '../../state/place';
import { importing as words } from '../../words/import';
import { search as searchWords } from '../../words/messages';
import { h } from '../dom';

const PAUSE = 150;
let fields = 0;
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export interface Commune { code: string; name: string }
interface CommuneHit extends Commune { near: boolean; department: string }

/** Finds a commune by name or code: those of the territory first, then all of France. */
export function communeField(place: Place, chosen: (commune: Commune) => void): { element: HTMLElement; input: HTMLInputElement; set(name: string): void } {
  const id = `communes-${++fields}`;
  const input = h('input', {
    type: 'text', role: 'combobox', class: 'field', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.communeHelp, placeholder: words.communeHelp,
    'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list',
  });
  const list = h('div', { id, role: 'listbox', class: 'hits', 'aria-label': words.communeHelp, hidden: true });
  const status = h('span', { class: 'vh', role: 'status' });
  const element = h('div', { class: 'commune-field' }, input, list, status);
  let hits: CommuneHit[] = [];
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
  };
  const choose = (hit: CommuneHit): void => {
    close();
    input.value = hit.name;
    chosen({ code: hit.code, name: hit.name });
  };
  const point = (to: number): void => {
    active = (to + hits.length) % hits.length;
    for (const option of list.querySelectorAll('[role=option]')) option.setAttribute('aria-selected', String(option.id === `${id}-${active}`));
    input.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.querySelector(`#${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  };
  const show = (typed: string): void => {
    list.replaceChildren(...(hits.length === 0 ? [h('p', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, words.noCommune(typed))] : hits.map((hit, i) =>
      h('div', { role: 'option', id: `${id}-${i}`, 'aria-selected': 'false', onpointerdown: (e) => { e.preventDefault(); choose(hit); } },
        h('span', {}, hit.name), h('small', {}, hit.near ? hit.code : `${hit.department} · ${hit.code}`)))));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    status.textContent = searchWords.found(hits.length);
    if (hits.length > 0) point(0);
  };
  const look = async (typed: string): Promise<void> => {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    const near = place.areas.filter((a) => plain(a.name).includes(plain(typed)) || a.code === typed)
      .map((a): CommuneHit => ({ code: a.code, name: a.name, near: true, department: '' }));
    const found = await api.search(typed, signal).catch((): TerritoryHit[] => []);
    if (signal.aborted) return;
    const far = found.filter((x) => x.kind === 'commune' && !near.some((n) => n.code === x.code))
      .map((x): CommuneHit => ({ code: x.code, name: x.name, near: false, department: x.department_name }));
    hits = [...near, ...far].slice(0, 12);
    show(typed);
  };
  input.addEventListener('blur', close);
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < 2) { close(); return; }
    timer = window.setTimeout(() => void look(typed), PAUSE);
  });
  input.addEventListener('keydown', (e) => {
    if (list.hidden || hits.length === 0) return;
    if (e.key === 'Escape') { e.stopPropagation(); close(); }
    if (e.key === 'ArrowDown') { e.preventDefault(); point(active + 1); }
    if (e.key === 'ArrowUp') { e.preventDefault(); point(active - 1); }
    const hit = hits[active];
    if (e.key === 'Enter' && hit) { e.preventDefault(); choose(hit); }
  });
  return { element, input, set: (name) => { input.value = name; } };
}
