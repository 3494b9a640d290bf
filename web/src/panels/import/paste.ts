import { token } from '../../api/importing';
import { pastedTable } from '../../state/clipboard';
import { importing as words } from '../../words/import';
import { importErrors } from '../../words/import-errors';
import { HARD, number } from '../../words/numbers';
import { h } from '../dom';
import type { Desk } from './desk';

const KINDS = '.csv,.tsv,.txt,.xlsx,.xls,.ods,.geojson,.json,.parquet,.gz,.zip';
const size = (bytes: number): string => (bytes < 1024 * 1024 ? `${number(Math.max(1, Math.round(bytes / 1024)))}${HARD}ko` : `${number(bytes / 1024 / 1024, 1)}${HARD}Mo`);

/** First step: a text, files, and the name they will be known by. Nothing leaves the page before « Lire la liste ». */
export function paste(desk: Desk, asksToken: boolean): { element: HTMLElement; update(): void; add(files: Iterable<File>): void; focus(): void } {
  const { session } = desk;
  const area = h('textarea', { id: 'texte', class: 'field', spellcheck: 'false', placeholder: words.textHint, rows: 14, wrap: 'off' });
  const told = h('p', { class: 'why', role: 'status' });
  const name = h('input', { type: 'text', id: 'nom', class: 'field', placeholder: words.nameHint, autocomplete: 'off' });
  const chooser = h('input', { type: 'file', multiple: true, accept: KINDS, class: 'vh', tabindex: -1, 'aria-hidden': 'true' });
  const chosen = h('ul', { class: 'chosen' });
  const secret = h('input', { type: 'password', id: 'jeton', class: 'field', autocomplete: 'off' });
  const secretBox = h('label', { hidden: true }, h('span', {}, words.token), secret, h('small', {}, importErrors.token));
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const read = h('button', { type: 'submit', class: 'btn primary' }, words.read);
  const title = h('h1', { class: 'serif', tabindex: -1 }, words.pasteTitle);
  const pick = h('button', { type: 'button', class: 'btn', onclick: () => chooser.click() }, words.choose);
  const element = h('main', { class: 'paste' }, h('form', { onsubmit: (e) => { e.preventDefault(); go(); } },
    title, h('p', { class: 'lead' }, words.pasteLead),
    h('label', { class: 'big' }, h('span', {}, words.text), area), told,
    h('div', { class: 'drop' }, chooser, pick, h('span', {}, words.orDrop), h('small', {}, words.formats)), chosen,
    h('label', {}, h('span', {}, words.name), name, h('small', {}, words.nameHelp)), secretBox, problem,
    h('div', { class: 'ends' }, read)));

  function go(): void {
    session.inputs = { ...session.inputs, text: area.value, list: name.value.trim() };
    if (!secretBox.hidden && secret.value !== '') { token.keep(secret.value); secret.value = ''; }
    if (asksToken && token.read() === null) {
      session.problem = null;
      session.failed = 401;
      update();
      secret.focus();
      return;
    }
    void session.read();
  }
  function add(files: Iterable<File>): void {
    session.inputs.files = [...session.inputs.files, ...files];
    session.problem = session.tooMuch;
    update();
  }
  function files(): void {
    chosen.replaceChildren(...session.inputs.files.map((file, i) => h('li', {}, h('b', {}, file.name), h('small', {}, size(file.size)),
      h('button', { type: 'button', class: 'btn bare', 'aria-label': words.remove(file.name), onclick: () => {
        session.inputs.files = session.inputs.files.filter((_, k) => k !== i);
        session.problem = session.tooMuch;
        update();
        pick.focus();
      } }, 'Retirer'))));
  }
  function update(): void {
    files();
    secretBox.hidden = !(session.failed === 401 || (asksToken && token.read() === null));
    const wrong = session.problem;
    problem.hidden = wrong === null;
    if (wrong !== null && problem.textContent !== wrong) problem.textContent = wrong;
    read.textContent = session.busy === 'preview' ? words.reading : words.read;
    read.setAttribute('aria-disabled', String(session.busy !== null));
  }
  area.addEventListener('paste', (e) => {
    const html = e.clipboardData?.getData('text/html') ?? '';
    const table = html === '' ? null : pastedTable(html);
    if (table === null) { told.textContent = ''; return; }
    e.preventDefault();
    // Typed in rather than assigned, so that Ctrl+Z takes it back.
    if (!document.execCommand('insertText', false, table)) area.setRangeText(table, area.selectionStart, area.selectionEnd, 'end');
    told.textContent = words.tableKept;
    session.inputs.text = area.value;
  });
  area.addEventListener('input', () => { session.inputs.text = area.value; });
  name.addEventListener('input', () => { session.inputs.list = name.value.trim(); });
  chooser.addEventListener('change', () => { add(chooser.files ?? []); chooser.value = ''; });
  area.value = session.inputs.text;
  name.value = session.inputs.list;
  return { element, update, add, focus: () => (session.failed === 401 ? secret : title).focus() };
}
