import type { Edit, Service } from '../../api/draft';
import type { Kind } from '../../api/types';
import type { LonLat } from '../../state/position';
import { KINDS } from '../../state/view';
import { importing as words, POSITION } from '../../words/import';
import { ACRONYM } from '../../words/kinds';
import { number, readNumber } from '../../words/numbers';
import { h } from '../dom';
import { type Commune, communeField } from './commune-field';
import type { Desk } from './desk';

export type Field = 'name' | 'kind' | 'capacity' | 'commune' | 'address' | 'position';

const labelled = (text: string, control: HTMLElement, cls = ''): HTMLElement => h('label', { class: cls }, h('span', {}, text), control);

/** Corrects one line in place; only what was changed is sent. */
export function serviceForm(desk: Desk, s: Service, focus: Field, close: () => void): HTMLElement {
  const f = s.facility;
  const name = h('input', { type: 'text', class: 'field', value: f.name });
  const kind = h('select', { class: 'field' }, ...(f.kind === null ? [h('option', { value: '' }, '–')] : []), ...KINDS.map((k) => h('option', { value: k }, ACRONYM[k])));
  kind.value = f.kind ?? '';
  const places = f.capacity === null ? '' : number(f.capacity, Number.isInteger(f.capacity) ? 0 : 1);
  const capacity = h('input', { type: 'text', inputmode: 'decimal', class: 'field short', value: places, placeholder: words.unknownPlaces });
  const address = h('input', { type: 'text', class: 'field', value: f.address });
  let commune: Commune | null = null;
  const town = communeField(desk.place, (c) => { commune = c; });
  town.set(f.commune_name ?? '');
  let at: LonLat | null = null;
  const where = h('span', { class: 'where' }, POSITION[f.precision]);
  const place = h('button', { type: 'button', class: 'btn', onclick: () => {
    const start = at ?? (f.lon !== null && f.lat !== null ? { lon: f.lon, lat: f.lat } : null);
    void desk.locate(name.value, commune?.name ?? f.commune_name, start).then((to) => {
      if (to) { at = to; where.textContent = words.placed; }
      place.focus();
    });
  } }, words.place);
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });

  function read(): Edit | null {
    const edit: Edit = {};
    if (name.value.trim() !== f.name && name.value.trim() !== '') edit.name = name.value.trim();
    if (kind.value !== (f.kind ?? '') && kind.value !== '') edit.kind = kind.value as Kind;
    if (address.value.trim() !== f.address) edit.address = address.value.trim();
    const typed = capacity.value.trim();
    if (typed !== places) {
      const value = typed === '' ? null : readNumber(typed);
      if (typed !== '' && value === null) return null;
      edit.capacity = value;
    }
    if (commune && commune.code !== f.commune) edit.commune = commune.code;
    if (at) Object.assign(edit, at);
    return edit;
  }
  const save = (): void => {
    const edit = read();
    if (edit === null) {
      problem.textContent = words.notNumber;
      problem.hidden = false;
      capacity.setAttribute('aria-invalid', 'true');
      capacity.focus();
      return;
    }
    if (Object.keys(edit).length > 0) desk.session.edit(s, edit);
    close();
  };
  const edited = desk.session.answers.edits[s.key] !== undefined;
  const form = h('form', { class: 'edit', 'aria-label': words.editOf(f.name), onsubmit: (e) => { e.preventDefault(); save(); } },
    labelled(words.columns.service, name, 'wide'), labelled(words.columns.kind, kind), labelled(words.columns.places, capacity),
    labelled(words.columns.address, address, 'wide'), h('div', { class: 'labelled' }, h('span', { 'aria-hidden': 'true' }, words.columns.commune), town.element),
    h('div', { class: 'labelled' }, h('span', {}, words.columns.position), h('div', { class: 'placed' }, where, place)), problem,
    h('div', { class: 'ends' }, h('button', { class: 'btn' }, words.ok), h('button', { type: 'button', class: 'btn bare', onclick: close }, words.cancel),
      edited ? h('button', { type: 'button', class: 'btn bare', onclick: () => { desk.session.restore(s.key); close(); } }, words.asRead) : null,
      h('button', { type: 'button', class: 'btn bare away', onclick: () => { desk.session.edit(s, { leave_out: true }); close(); } }, words.leaveOut)));
  form.addEventListener('keydown', (e) => { if (e.key === 'Escape') { e.stopPropagation(); close(); } });
  const first = { name, kind, capacity, address, commune: town.input, position: place }[focus];
  queueMicrotask(() => { first.focus(); if (first instanceof HTMLInputElement) first.select(); });
  return form;
}
