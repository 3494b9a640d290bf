import { h } from './dom';

/** A labelled switch; `flip` is told what it is to become. */
export function toggle(id: string, label: string, flip: (on: boolean) => void): { element: HTMLElement; show(on: boolean): void } {
  const knob = h('button', { type: 'button', role: 'switch', class: 'sw', 'aria-checked': 'false', 'aria-labelledby': id, onclick: () => flip(knob.getAttribute('aria-checked') !== 'true') });
  return {
    element: h('div', { class: 'row flush' }, h('span', { id }, label), knob),
    show: (on) => knob.setAttribute('aria-checked', String(on)),
  };
}
