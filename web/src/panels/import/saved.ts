import { importing as words, savedSentences, savedTitle } from '../../words/import';
import { h } from '../dom';
import type { Desk } from './desk';

/** What was written, in numbers, and the way back to the map. */
export function saved(desk: Desk, actions: { leave(): void; again(): void }): { element: HTMLElement; update(): void; focus(): void } {
  const title = h('h1', { class: 'serif', tabindex: -1 });
  const text = h('div', {});
  const element = h('main', { class: 'saved' }, title, text, h('div', { class: 'ends' },
    h('button', { type: 'button', class: 'btn primary', onclick: actions.leave }, words.seeResult), h('button', { type: 'button', class: 'btn', onclick: actions.again }, words.again)));
  return {
    element, focus: () => title.focus(),
    update: () => {
      const done = desk.session.saved;
      if (!done) return;
      title.textContent = savedTitle(done.summary);
      text.replaceChildren(...savedSentences(done.summary, desk.session.inputs.list, desk.session.answers.gone).map((t) => h('p', { class: 'lead' }, t)));
    },
  };
}
