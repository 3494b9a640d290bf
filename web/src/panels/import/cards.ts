import type { Question } from '../../api/draft';
import { importing as words } from '../../words/import';
import { h } from '../dom';
import { card, type Card } from './card';
import type { Desk } from './desk';

const STEP = 40;

/** The questions, in the order of the lines, alike ones as one. On a phone one at a time, with its two buttons. */
export function cards(desk: Desk): { element: HTMLElement; update(): void; show(key: string): void } {
  const { session } = desk;
  const known = new Map<string, Card>();
  let limit = STEP;
  let at = 0;
  const list = h('div', { class: 'cards' });
  const said = h('p', { role: 'status' });
  const previous = h('button', { type: 'button', class: 'btn', onclick: () => turn(at - 1) }, words.previous);
  const next = h('button', { type: 'button', class: 'btn', onclick: () => turn(at + 1) }, words.next);
  const pager = h('div', { class: 'pager' }, previous, said, next);
  const more = h('button', { type: 'button', class: 'btn', onclick: () => { limit += STEP; update(); } });
  const element = h('section', { class: 'questions', 'aria-label': words.questions }, pager, list, more);

  function shown(): HTMLElement[] { return [...list.children].filter((e): e is HTMLElement => e instanceof HTMLElement); }
  function mark(): void {
    const all = shown();
    at = Math.max(0, Math.min(at, all.length - 1));
    all.forEach((e, i) => e.classList.toggle('at', i === at));
    said.textContent = words.pager(at + 1, all.length);
    previous.toggleAttribute('disabled', at === 0);
    next.toggleAttribute('disabled', at >= all.length - 1);
    pager.hidden = all.length < 2;
  }
  function turn(to: number): void {
    at = to;
    mark();
    const now = shown()[at];
    now?.querySelector('button')?.focus();
  }
  function of(q: Question): Card {
    const it = known.get(q.key) ?? card(desk, q);
    known.set(q.key, it);
    return it;
  }
  function update(): void {
    const groups = session.groups;
    element.hidden = groups.length === 0;
    const wanted = groups.slice(0, limit).map(([q, ...others], i) => {
      const it = of(q!);
      it.update(q!, i, others.map((other) => ({ q: other, card: of(other) })));
      return it.element;
    });
    const now = shown();
    // Elements that stay are not moved: a move would take the focus away.
    if (now.length !== wanted.length || now.some((e, i) => e !== wanted[i])) {
      const focused = document.activeElement;
      list.replaceChildren(...wanted);
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    }
    const rest = groups.length - wanted.length;
    more.hidden = rest <= 0;
    more.textContent = words.moreQuestions(Math.min(rest, STEP));
    mark();
  }
  return {
    element, update,
    show: (key) => {
      const i = session.groups.findIndex((group) => group.some((q) => q.key === key));
      if (i < 0) return;
      if (i >= limit) { limit = i + 1; update(); }
      at = i;
      mark();
      const [head] = session.groups[i]!;
      if (head!.key !== key) known.get(head!.key)?.unfold();
      known.get(key)?.element.scrollIntoView({ block: 'nearest' });
    },
  };
}
