import { h } from './dom';

let groups = 0;

/** A few exclusive choices side by side: native radios, so that arrows and screen readers work. None need be chosen. */
export function segments<T extends string>(label: string, options: readonly (readonly [T, string])[], pick: (value: T) => void): { element: HTMLElement; show(value: T | null): void } {
  const name = `choix-${++groups}`;
  const inputs = options.map(([value]) => h('input', { type: 'radio', name, value, class: 'vh', onchange: () => pick(value) }));
  const element = h('fieldset', { class: 'seg' }, h('legend', { class: 'vh' }, label),
    ...options.map(([, text], i) => h('label', {}, inputs[i]!, h('span', {}, text))));
  return { element, show: (value) => { inputs.forEach((input, i) => { input.checked = options[i]![0] === value; }); } };
}
