import { importing as words, remaining, saveLabel } from '../../words/import';
import { h } from '../dom';
import type { Desk } from './desk';

/** What is left to answer, and the way out: saving stays off until nothing is left, with the reason beside it. */
export function bar(desk: Desk, actions: { report(): void; cancel(): void }): { element: HTMLElement; update(): void } {
  const { session } = desk;
  const strong = h('b', {});
  const rest = h('span', {});
  const reason = h('p', { id: 'reste', role: 'status' }, strong, rest);
  const save = h('button', { type: 'button', class: 'btn primary', 'aria-describedby': 'reste', onclick: () => { if (save.getAttribute('aria-disabled') !== 'true') void session.commit(); } });
  const element = h('footer', { class: 'bar' }, reason,
    h('button', { type: 'button', class: 'btn', onclick: actions.report }, words.report),
    h('button', { type: 'button', class: 'btn', onclick: actions.cancel }, words.cancel), save);
  const say = (a: string, b: string): void => {
    if (strong.textContent !== a) strong.textContent = a;
    if (rest.textContent !== b) rest.textContent = b;
  };
  return {
    element,
    update: () => {
      const s = session.draft?.summary;
      if (!s) return;
      const kept = session.services.length;
      const nothing = kept === 0 && s.figures === 0 && s.gone === 0;
      const { open } = session;
      if (session.busy === 'commit') say(words.saving, '');
      else if (nothing) say(session.draft!.figures.length > 0 ? words.elsewhereOnly : words.nothingRead, '');
      else if (open > 0) say(remaining(open), words.beforeSaving);
      else say(session.questions.length + s.gone === 0 ? words.certain : words.ready, '');
      save.textContent = saveLabel({ ...s, services: kept });
      save.setAttribute('aria-disabled', String(open > 0 || nothing || session.busy === 'commit'));
    },
  };
}
