import { api } from '../../api/client';
import type { Place } from '../../state/place';
import { importing as words } from '../../words/import';
import { plain } from '../../words/plain';
import { combobox } from '../combobox';
import { h } from '../dom';

let fields = 0;

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
  const close = combobox<CommuneHit>({
    input, list, status, id,
    find: async (typed, signal) => {
      const near = place.areas.filter((a) => plain(a.name).includes(plain(typed)) || a.code === typed)
        .map((a): CommuneHit => ({ code: a.code, name: a.name, near: true, department: '' }));
      const found = await api.search(typed, signal);
      const far = found.filter((x) => x.kind === 'commune' && !near.some((n) => n.code === x.code))
        .map((x): CommuneHit => ({ code: x.code, name: x.name, near: false, department: x.department_name }));
      return [...near, ...far].slice(0, 12);
    },
    draw: (hits, typed, option) => hits.length === 0
      ? [h('p', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, words.noCommune(typed))]
      : hits.map((hit) => option(hit, h('span', {}, hit.name), h('small', {}, hit.near ? hit.code : `${hit.department} · ${hit.code}`))),
    choose: (hit) => { input.value = hit.name; chosen({ code: hit.code, name: hit.name }); },
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && !list.hidden) { e.stopPropagation(); close(); }
  });
  return { element, input, set: (name) => { input.value = name; } };
}
