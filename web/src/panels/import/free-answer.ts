import type { Question } from '../../api/draft';
import { positionText, readPair } from '../../state/position';
import { importing as words } from '../../words/import';
import { number, readNumber } from '../../words/numbers';
import { h } from '../dom';
import { communeField } from './commune-field';
import type { Desk } from './desk';

/** The name of what may be given beside the choices; null where nothing may. */
export function freeLabel(q: Question): string | null {
  if (q.free === 'nothing') return null;
  if (q.free === 'text') return /name|nom/.test(`${q.code} ${q.key}`) ? words.other.name : words.other.text;
  return words.other[q.free];
}

type Give = (value: string, label: string) => void;

function line(input: HTMLInputElement, label: string, read: (text: string) => { value: string; label: string } | string, give: Give, cancel: () => void): HTMLElement {
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const ok = (): void => {
    const answer = read(input.value.trim());
    if (typeof answer !== 'string') { give(answer.value, answer.label); return; }
    problem.textContent = answer;
    problem.hidden = answer === '';
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  };
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter') { e.preventDefault(); ok(); }
    if (e.key === 'Escape') { e.stopPropagation(); cancel(); }
  });
  return h('div', { class: 'free' }, h('label', {}, h('span', {}, label), input),
    h('button', { type: 'button', class: 'btn', onclick: ok }, words.ok), h('button', { type: 'button', class: 'btn bare', onclick: cancel }, words.cancel), problem);
}

/** The field for an answer of the person's own; a position opens the map instead. */
export function freeAnswer(desk: Desk, q: Question, give: Give, cancel: () => void): HTMLElement | null {
  if (q.free === 'commune') {
    const field = communeField(desk.place, (c) => give(c.code, c.name));
    field.input.addEventListener('keydown', (e) => { if (e.key === 'Escape') { e.stopPropagation(); cancel(); } });
    queueMicrotask(() => field.input.focus());
    return h('div', { class: 'free' }, field.element, h('button', { type: 'button', class: 'btn bare', onclick: cancel }, words.cancel));
  }
  if (q.free === 'position') {
    const service = desk.session.draft?.services.find((s) => s.key === q.service);
    const { lon = null, lat = null } = service?.facility ?? {};
    const typed = readPair((desk.session.answerOf(q) ?? '').split(',').reverse().join(', '));
    void desk.locate(q.subject, service?.facility.commune_name ?? null, typed ?? (lon !== null && lat !== null ? { lon, lat } : null))
      .then((at) => { if (at) give(positionText(at), words.placed); else cancel(); });
    return null;
  }
  const numeric = q.free === 'number';
  const input = h('input', { type: 'text', class: `field${numeric ? ' short' : ''}`, ...(numeric ? { inputmode: 'decimal' } : {}), value: numeric ? '' : (desk.session.words.get(q.key) ?? '') });
  queueMicrotask(() => input.focus());
  const label = numeric ? words.askPlaces : freeLabel(q) === words.other.name ? words.askName : words.askText;
  return line(input, label, (text) => {
    if (!numeric) return text === '' ? '' : { value: text, label: text };
    const value = readNumber(text);
    return value === null ? words.notNumber : { value: String(value), label: number(value, Number.isInteger(value) ? 0 : 1) };
  }, give, cancel);
}
