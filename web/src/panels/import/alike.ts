import type { Question } from '../../api/draft';
import { followers } from '../../state/alike';
import { alike as words } from '../../words/import';
import { h } from '../dom';
import type { Card } from './card';
import type { Desk } from './desk';

export interface Member { q: Question; card: Card }
export interface Alike {
  element: HTMLElement;
  update(members: readonly Member[], at: number): void;
  /** The other lines that take the answer too, when the person has asked for it. */
  with(replaced: string | null): Question[];
}

/** Under a question that other lines ask too: one answer for all if the person ticks it, and the others to unfold. */
export function alikePart(desk: Desk, head: () => Question): Alike {
  const { session } = desk;
  const said = h('p', {});
  const tick = h('input', { type: 'checkbox' });
  const tickText = h('span', {});
  const ticked = h('label', { class: 'tick' }, tick, tickText);
  const spread = h('button', { type: 'button', class: 'btn', onclick: () => {
    const answer = session.answerOf(head());
    if (answer === null) return;
    session.answerAll(open().map((q) => q.key), answer, session.words.get(head().key));
    title.focus();
  } });
  const title = h('summary', {});
  const list = h('div', { class: 'others' });
  const fold = h('details', {}, title, list);
  const element = h('div', { class: 'alike', hidden: true }, said, ticked, spread, fold);
  let others: readonly Question[] = [];
  const open = (): Question[] => others.filter((q) => session.answerOf(q) === null);

  return {
    element,
    with: (replaced) => (tick.checked && !element.hidden ? followers(others, session.answerOf.bind(session), replaced) : []),
    update: (members, at) => {
      others = members.map((m) => m.q);
      element.hidden = others.length === 0;
      if (others.length === 0) return;
      const answer = session.answerOf(head());
      const left = open().length;
      const same = answer !== null && others.every((q) => session.answerOf(q) === answer);
      said.textContent = left > 0 ? words.asked(left) : same ? words.followed(others.length) : words.settled(others.length);
      tickText.textContent = words.tick(others.length);
      ticked.hidden = left === 0 || answer !== null;
      spread.textContent = words.tick(left);
      spread.hidden = left === 0 || answer === null;
      title.textContent = words.show(others.length);
      members.forEach((m) => m.card.update(m.q, at, []));
      const wanted = members.map((m) => m.card.element);
      if (wanted.length !== list.children.length || wanted.some((e, i) => list.children[i] !== e)) list.replaceChildren(...wanted);
    },
  };
}
