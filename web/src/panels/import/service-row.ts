import type { Service } from '../../api/draft';
import { capacityText, CHANGE, differences, importing as words, natureText, POSITION } from '../../words/import';
import { number } from '../../words/numbers';
import { h } from '../dom';
import { kindGlyph } from '../glyphs';
import { type Desk, selectionOf } from './desk';
import { type Field, serviceForm } from './service-form';

export const COLUMNS = 9;

export interface ServiceRow { rows(): HTMLElement[]; update(s: Service): void; select(on: boolean): void; readonly head: HTMLElement }

const small = (text: string): HTMLElement | null => (text === '' ? null : h('small', {}, text));

/** A line read without doubt: one row, under it the form that corrects it or what changes in the register. */
export function serviceRow(desk: Desk, first: Service, redraw: () => void): ServiceRow {
  let s = first;
  let drawn = '';
  const row = h('tr', { role: 'row', 'data-service': first.key, onmouseenter: () => desk.select(selectionOf(s), true), onfocusin: () => desk.select(selectionOf(s)) });
  const cell = h('td', { role: 'cell', colspan: COLUMNS });
  const under = h('tr', { role: 'row', class: 'under' }, cell);
  let below: 'form' | 'changes' | null = null;

  function show(what: 'form' | 'changes' | null, content?: HTMLElement): void {
    const had = below === 'form';
    below = what;
    if (content) cell.replaceChildren(content);
    drawn = '';
    update(s);
    redraw();
    if (had && what === null) row.querySelector<HTMLButtonElement>('.do button')?.focus();
  }
  const edit = (field: Field): void => show('form', serviceForm(desk, s, field, () => show(null)));
  function changes(): void {
    if (below === 'changes') { show(null); return; }
    const all = s.before ? differences(s.before, s.facility) : [];
    show('changes', h('dl', { class: 'diff', 'aria-label': words.differences(s.facility.name) }, ...all.flatMap(([label, before, after]) => [
      h('dt', {}, label), h('dd', {}, h('span', { class: 'vh' }, `${words.before2} : `), h('s', {}, before), h('span', { 'aria-hidden': 'true' }, ' → '),
        h('span', { class: 'vh' }, `, ${words.after2} : `), h('b', {}, after))])));
    row.querySelector<HTMLButtonElement>('.ch button')?.focus();
  }
  const td = (cls: string, field: Field, ...content: (Node | string | null)[]): HTMLElement => h('td', { role: 'cell', class: cls, onclick: () => edit(field) }, ...content);

  function update(service: Service): void {
    s = service;
    const state = JSON.stringify([s, below, desk.session.answers.edits[s.key]]);
    if (state === drawn) return;
    drawn = state;
    const f = s.facility;
    const exact = f.precision === 'exact';
    const counted = f.kind === null || f.kind === 'eaje' || f.kind === 'alsh' || f.capacity !== null;
    const focused = row.contains(document.activeElement);
    row.replaceChildren(
      h('td', { role: 'cell', class: 'l' }, number(s.place.line)), h('td', { role: 'cell', class: 'g' }, f.kind === null ? null : kindGlyph(f.kind, 15, exact)),
      h('th', { scope: 'row', role: 'rowheader', onclick: () => edit('name') }, f.name, small(natureText(f))),
      td('a', 'address', f.address === '' ? h('span', { class: 'none' }, words.noAddress) : f.address, small(s.notes.join(' · '))),
      td('c', 'commune', f.commune_name ?? words.noCommuneYet),
      td('p', 'capacity', f.capacity === null ? (counted ? h('span', { class: 'u' }, capacityText(f)) : '–') : capacityText(f)),
      td('o', 'position', POSITION[f.precision]),
      h('td', { role: 'cell', class: `ch ${s.change}` }, s.change === 'changed' && s.before
        ? h('button', { type: 'button', 'aria-expanded': String(below === 'changes'), 'aria-label': `${CHANGE.changed}, ${words.differences(f.name)}`, onclick: changes }, CHANGE.changed) : h('span', {}, CHANGE[s.change])),
      h('td', { role: 'cell', class: 'do' }, h('button', { type: 'button', class: 'btn bare', 'aria-label': words.editOf(f.name), onclick: () => edit('name') }, words.change)));
    if (focused) row.querySelector<HTMLButtonElement>('.do button')?.focus();
  }
  update(first);
  return {
    head: row, update,
    rows: () => (below === null ? [row] : [row, under]),
    select: (on) => row.classList.toggle('sel', on),
  };
}
