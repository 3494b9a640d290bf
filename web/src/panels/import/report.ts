import { today } from '../../state/view';
import type { ImportSession } from '../../state/import-session';
import { importing as words } from '../../words/import';
import { dateFr } from '../../words/numbers';
import { reportText } from '../../words/report';
import { h } from '../dom';

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** The report as text, and as the server's own JSON. */
export function report(session: ImportSession): { element: HTMLDialogElement; open(): void } {
  const text = h('pre', { tabindex: 0, 'aria-label': words.report });
  const name = (extension: string): string => `maillage_lecture_${session.code}_${today()}.${extension}`;
  const body = (): string => (session.draft ? reportText(session.draft, session.inputs.list, (q) => session.answerOf(q), dateFr(today())) : '');
  const element = h('dialog', { class: 'report', 'aria-labelledby': 'rapport' },
    h('h2', { id: 'rapport' }, words.report), text,
    h('form', { method: 'dialog', class: 'ends' },
      h('button', { type: 'button', class: 'btn', onclick: () => save(name('txt'), 'text/plain;charset=utf-8', body()) }, words.reportText),
      h('button', { type: 'button', class: 'btn', onclick: () => save(name('json'), 'application/json', JSON.stringify({ list: session.inputs.list, answers: session.answers, draft: session.draft }, null, 2)) }, words.reportJson),
      h('button', { class: 'btn' }, words.close)));
  return { element, open: () => { text.textContent = body(); element.showModal(); } };
}
