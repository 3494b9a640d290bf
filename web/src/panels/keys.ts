import { keys, keysOff, ui } from '../words/messages';
import { accessibility } from './foot';
import { h } from './dom';

const STORED = 'maillage.touches';

/** The list of keys, and the switch that silences the single letters. */
export function keysDialog(): { element: HTMLDialogElement; open(): void; letters(): boolean } {
  let off = localStorage.getItem(STORED) === 'non';
  const box = h('input', { type: 'checkbox', onchange: () => { off = box.checked; localStorage.setItem(STORED, off ? 'non' : 'oui'); } });
  box.checked = off;
  const element = h('dialog', { class: 'keys', 'aria-labelledby': 'touches' },
    h('h2', { id: 'touches' }, ui.keys),
    h('dl', {}, ...keys.flatMap(([key, does]) => [h('dt', {}, key), h('dd', {}, does)])),
    h('label', { class: 'check' }, box, keysOff),
    h('p', { class: 'check' }, accessibility()),
    h('form', { method: 'dialog' }, h('button', { class: 'btn' }, ui.close)));
  return { element, open: () => element.showModal(), letters: () => !off };
}
