import type { Line, Place, ReadFile } from '../../api/draft';
import { importing as words } from '../../words/import';
import { number } from '../../words/numbers';
import { h } from '../dom';
import type { Desk, Selection } from './desk';

/** Above this a file is shown by parts, so that the page stays quick. */
const WHOLE = 2000;
const PART = 500;
const keyOf = (p: { file: string; sheet?: string | null; line: number }): string => `${p.file}|${p.sheet ?? ''}|${p.line}`;

/** The words of the line, the quoted ones underlined. */
export function marked(text: string, quote: string): (Node | string)[] {
  const at = quote === '' ? -1 : text.toLowerCase().indexOf(quote.toLowerCase());
  if (at < 0) return [text];
  return [text.slice(0, at), h('mark', {}, text.slice(at, at + quote.length)), text.slice(at + quote.length)];
}

const TAG = /<\/?(?:i|b|u|em|strong|sup|sub|span|br)(?:\s[^<>]*)?\/?>/gi;
/** A line as a person reads it: marks of emphasis are not words, and tabs are gaps. */
export const readable = (text: string): string => text.replace(TAG, '').replace(/\t+/g, '  ');

interface Shown { element: HTMLElement; content: HTMLElement; line: Line }

/** The text or the files as read, what each line was taken for, and the line in question pinned. */
export function lines(desk: Desk): { element: HTMLElement; update(): void; pin(selection: Selection | null, glance?: boolean): void } {
  const element = h('div', { class: 'lines', tabindex: 0, role: 'group', 'aria-label': words.linesRead });
  const shown = new Map<string, Shown>();
  const from = new Map<string, number>();
  let files: readonly ReadFile[] = [];
  let drawn = '';
  let pinned: Shown | null = null;

  function item(file: ReadFile, line: Line): HTMLElement {
    const content = h('span', {}, readable(line.text));
    // In a portrait the other lines are figures, not services; a blank line is nothing at all.
    const role = line.text.trim() === '' || (file.layout === 'portrait' && line.role === 'other') ? '' : words.roles[line.role];
    const li = h('li', { class: line.role, onclick: () => pick(file, line) }, h('i', {}, number(line.number)), content,
      role === '' || line.role === 'section' ? null : h('em', {}, role));
    shown.set(keyOf({ file: file.name, sheet: line.sheet ?? null, line: line.number }), { element: li, content, line });
    return li;
  }
  function pick(file: ReadFile, line: Line): void {
    const here = (p: Place): boolean => p.file === file.name && (p.sheet ?? '') === (line.sheet ?? p.sheet ?? '') && p.line === line.number;
    const { session } = desk;
    const question = session.questions.find((q) => here(q.place));
    const service = session.services.find((x) => here(x.place));
    desk.select({ place: { file: file.name, line: line.number, ...(line.sheet === null ? {} : { sheet: line.sheet }) }, quote: question?.quote ?? '', service: service?.key ?? null });
  }
  function part(file: ReadFile, start: number): Node[] {
    const all = file.lines.length;
    const end = all > WHOLE ? Math.min(all, start + PART) : all;
    const list = h('ol', {}, ...file.lines.slice(start, end).map((line) => item(file, line)));
    if (all <= WHOLE) return [list];
    const go = (to: number): void => { from.set(file.name, Math.max(0, to)); draw(); };
    const button = (text: string, to: number, off: boolean): HTMLElement => h('button', { type: 'button', class: 'btn bare', disabled: off, onclick: () => go(to) }, text);
    return [h('p', { class: 'range' }, words.range(start + 1, end, all)), list,
      h('p', { class: 'range' }, button(words.before, start - PART, start === 0), button(words.after, start + PART, end === all))];
  }
  function draw(): void {
    const top = element.scrollTop;
    shown.clear();
    pinned = null;
    element.replaceChildren(...files.flatMap((file) => [
      ...(files.length > 1 || file.layout_label !== '' ? [h('h3', {}, files.length > 1 ? file.name : '', ' ', h('small', {}, file.layout_label))] : []),
      ...(file.lines.length === 0 ? [h('p', { class: 'range' }, words.noLines)] : part(file, from.get(file.name) ?? 0)),
    ]));
    element.scrollTop = top;
  }
  function find(place: Place): Shown | undefined {
    return shown.get(keyOf(place)) ?? shown.get(keyOf({ ...place, sheet: null }));
  }
  function pin(selection: Selection | null, glance = false): void {
    if (pinned) {
      pinned.element.classList.remove('pinned');
      pinned.content.replaceChildren(readable(pinned.line.text));
    }
    pinned = null;
    if (!selection) return;
    const file = files.find((f) => f.name === selection.place.file);
    const at = file?.lines.findIndex((l) => l.number === selection.place.line && (l.sheet ?? selection.place.sheet ?? '') === (selection.place.sheet ?? '')) ?? -1;
    if (file && at >= 0 && !glance && !find(selection.place)) {
      from.set(file.name, Math.max(0, at - 20));
      draw();
    }
    const found = find(selection.place);
    if (!found) return;
    pinned = found;
    found.element.classList.add('pinned');
    found.content.replaceChildren(...marked(readable(found.line.text), readable(selection.quote)));
    if (glance) return;
    const [box, row] = [element.getBoundingClientRect(), found.element.getBoundingClientRect()];
    if (row.top < box.top || row.bottom > box.bottom) element.scrollTop += row.top - box.top - box.height / 3;
  }
  return {
    element, pin,
    update: () => {
      files = desk.session.draft?.files ?? [];
      const now = JSON.stringify(files.map((f) => [f.name, f.layout_label, f.lines.length, f.lines.slice(0, WHOLE).map((l) => l.role)]));
      if (now === drawn) return;
      drawn = now;
      draw();
      pin(desk.selected);
    },
  };
}
