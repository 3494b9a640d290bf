import { errors } from '../words/messages';
import { h } from './dom';

/** A line above the view that says what failed and what to do; the last view stays under it. */
export function banner(retry: () => void): { element: HTMLElement; say(text: string | null): void } {
  const text = h('span', {});
  const element = h('div', { class: 'banner', role: 'alert', hidden: true }, text, h('button', { type: 'button', class: 'btn', onclick: retry }, errors.retry));
  return {
    element,
    say: (message) => {
      if (message === null && element.contains(document.activeElement)) document.getElementById('carte')?.focus();
      element.hidden = message === null;
      text.textContent = message ?? '';
    },
  };
}
