import type { Question } from '../../api/draft';
import { importing as words, placeText } from '../../words/import';
import { h } from '../dom';
import { alikePart, type Member } from './alike';
import type { Desk } from './desk';
import { freeAnswer, freeLabel } from './free-answer';

export interface Card { element: HTMLElement; update(q: Question, at: number, others: readonly Member[]): void; unfold(): void }

/** One question: what was read, why it is doubtful, answers to choose from. None is chosen for the person. Alike questions are folded under it. */
export function card(desk: Desk, first: Question): Card {
  const { session } = desk;
  let q = first;
  let drawn = '';
  let open = false;
  const id = `q-${first.key.replace(/\W+/g, '-')}`;
  const badge = h('span', { class: 'badge', 'aria-hidden': 'true' });
  const subject = h('span', {});
  const place = h('small', {});
  const reason = h('p', { id: `${id}-why` });
  const act = h('div', { class: 'act', role: 'group', 'aria-labelledby': id, 'aria-describedby': `${id}-why` });
  const part = alikePart(desk, () => q);
  const look = (e: Event): void => { if (e.target instanceof Element && e.target.closest('article') === element) desk.select({ place: q.place, quote: q.quote, service: q.service }); };
  const element = h('article', { 'data-question': first.key, 'data-free': first.free, onfocusin: look, onclick: look }, badge, h('h3', { id }, subject, ' ', place), reason, act, part.element);

  const focusAnswer = (): void => { (act.querySelector('button') ?? act).focus(); };
  const give = (value: string, label?: string): void => {
    const others = part.with(session.answerOf(q));
    open = false;
    session.answerAll([q, ...others].map((x) => x.key), value, label);
    draw(true);
  };
  const reopen = (on: boolean): void => { open = on; draw(true); };
  const label = (value: string): string => q.answers.find((a) => a.value === value)?.label ?? session.words.get(q.key) ?? value;

  function choices(current: string | null): void {
    const free = freeLabel(q);
    act.replaceChildren(
      ...q.answers.map((a) => h('button', { type: 'button', class: `btn${a.likely ? ' likely' : ''}`, ...(current === null ? {} : { 'aria-pressed': String(a.value === current) }), onclick: () => give(a.value) }, a.label)),
      ...(free === null ? [] : [h('button', { type: 'button', class: 'btn', onclick: () => {
        const field = freeAnswer(desk, q, give, () => draw(true));
        if (field) act.replaceChildren(field);
      } }, free)]),
      ...(current === null ? [] : [h('button', { type: 'button', class: 'btn bare', onclick: () => reopen(false) }, words.keep)]));
    if (session.turnedDown.has(q.key)) act.append(h('p', { class: 'problem', role: 'alert' }, words.turnedDown));
  }
  function draw(byHand: boolean): void {
    const answer = session.answerOf(q);
    const state = JSON.stringify([q, answer, open, session.turnedDown.has(q.key)]);
    if (state === drawn && !byHand) return;
    const focused = act.contains(document.activeElement) && !act.querySelector('.free')?.contains(document.activeElement);
    if (!byHand && act.querySelector('.free') && answer === null) return;
    drawn = state;
    element.classList.toggle('answered', answer !== null);
    if (answer !== null && !open) {
      act.replaceChildren(h('p', { class: 'given' }, h('span', { class: 'vh' }, `${words.answered} : `), label(answer)),
        h('button', { type: 'button', class: 'btn bare', 'aria-describedby': id, onclick: () => reopen(true) }, words.change));
    } else choices(answer);
    if (byHand || focused) focusAnswer();
  }
  return {
    element,
    unfold: () => { part.element.querySelector('details')!.open = true; },
    update: (question, at, others) => {
      q = question;
      badge.textContent = session.answerOf(q) === null ? String(at + 1) : '✓';
      subject.textContent = q.subject;
      place.textContent = placeText(q.place, session.draft?.files.length ?? 1);
      reason.textContent = [q.reason, q.remedy].filter((t) => t !== '').join(' ');
      draw(false);
      part.update(others, at);
    },
  };
}
