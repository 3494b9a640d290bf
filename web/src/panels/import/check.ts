import { heading, importing as words, lead, lineText } from '../../words/import';
import { errors } from '../../words/messages';
import { h } from '../dom';
import { cards } from './cards';
import { complete, gone } from './complete';
import type { Desk, Selection } from './desk';
import { lists } from './lists';
import { pane } from './pane';
import { services } from './services';

/** Second step: questions first, then what was read without doubt, beside the text it was read from. */
export function check(desk: Desk): { element: HTMLElement; update(): void; select(selection: Selection, glance: boolean): void; focus(): void } {
  const { session } = desk;
  const title = h('h1', { class: 'serif', tabindex: -1 });
  const sentence = h('p', { class: 'lead' });
  const notice = h('p', { class: 'notice', role: 'status', hidden: true });
  const problem = h('span', {});
  const failed = h('div', { class: 'banner', role: 'alert', hidden: true }, problem, h('button', { type: 'button', class: 'btn', onclick: () => void session.preview() }, errors.retry));
  const questions = cards(desk);
  const whole = complete(desk);
  const left = gone(desk);
  const table = services(desk);
  const rest = lists(desk);
  const side = pane(desk, (key) => {
    const q = session.questions.find((x) => x.service === key && session.answerOf(x) === null);
    if (q) questions.show(q.key);
    else table.select(key, true);
  });
  const seeText = h('button', { type: 'button', class: 'btn bare', onclick: () => side.open('text', seeText) }, words.seeText);
  const seeMap = h('button', { type: 'button', class: 'btn bare', onclick: () => side.open('map', seeMap) }, words.seeMap);
  const main = h('main', { class: 'rv' }, failed, notice, title, sentence, h('p', { class: 'links' }, seeText, seeMap),
    h('div', { class: 'q3' }, h('h2', { class: 'vh' }, words.questions), questions.element, h('div', { class: 'aside' }, left.element, whole.element)), table.element, rest.element);
  const element = h('div', { class: 'verify' }, side.element, main);
  let first = true;
  return {
    element, focus: () => title.focus(),
    select: (selection, glance) => {
      side.select(selection, glance);
      table.select(selection.service, false);
      seeText.textContent = selection.place.line > 0 ? `${words.seeText}, ${lineText(selection.place.line)}` : words.seeText;
    },
    update: () => {
      const { draft } = session;
      if (!draft) return;
      const text = heading(draft.summary, draft.figures.length > 0);
      if (title.textContent !== text) title.textContent = text;
      sentence.textContent = lead(draft);
      failed.hidden = session.problem === null;
      if (session.problem !== null && problem.textContent !== session.problem) problem.textContent = session.problem;
      notice.hidden = session.notice === null;
      notice.textContent = session.notice ?? '';
      for (const part of [side, questions, whole, left, table, rest]) part.update();
      if (!first) return;
      first = false;
      const q = session.questions.find((x) => session.answerOf(x) === null) ?? session.questions[0];
      if (q) desk.select({ place: q.place, quote: q.quote, service: q.service });
    },
  };
}
