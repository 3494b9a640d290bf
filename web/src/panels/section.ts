import type { Sourced } from '../api/indicators';
import type { Lazy } from '../state/lazy';
import { type Picture, type Row, sourceLine } from '../state/picture';
import { errors, ui } from '../words/messages';
import { h, put } from './dom';

export interface Section { element: HTMLElement; update(p: Picture, row: Row): void }

export interface Spec<T extends Sourced> {
  name: string;
  /** Empty: the section stands under the heading before it. */
  title(p: Picture, row: Row): string;
  small?(p: Picture, row: Row): string;
  /** Whether there is anything to ask here; hidden otherwise. */
  shows(p: Picture, row: Row): boolean;
  /** What to ask; null where a control has to be pressed first. */
  url(p: Picture, row: Row): string | null;
  draw(answer: T, p: Picture, row: Row): (Node | string | null)[];
  /** Controls above the answer, made once so that they keep the focus. */
  control?: { element: HTMLElement; update(p: Picture, row: Row): void };
  /** Asked for though out of sight: the map needs it too. */
  eager?(p: Picture): boolean;
  /** Folded on a phone; an unfolded section asks. */
  folds?: boolean;
  answered?(): void;
}

/** A step of the threshold that is soon overtaken is not worth a request. */
const QUIET = 180;
const PATIENCE = 400;
const AHEAD = '160px';
const PHONE = 600;

function frame(folds: boolean, name: string, body: HTMLElement): { element: HTMLElement; head: HTMLElement; small: HTMLElement } {
  const small = h('small', {});
  const head = h('h3', {}, small);
  if (!folds) return { element: h('section', { class: 'ind', 'data-section': name }, head, body), head, small };
  return { element: h('details', { class: 'ind', 'data-section': name, open: window.innerWidth > PHONE }, h('summary', {}, head), body), head, small };
}

/** Ends an answer with what it stands on, unless the map says the same. */
function sourced(content: (Node | string | null)[], { source_line: line }: Sourced, p: Picture): (Node | string | null)[] {
  const bare = content.every((c) => c === null) || line === '' || line === sourceLine(p);
  return bare ? content : [...content, h('p', { class: 'msrc' }, line)];
}

/** One indicator in the panel: asked for when it comes into sight, with its own wait, error and retry. */
export function section<T extends Sourced>(lazy: Lazy, spec: Spec<T>): Section {
  const body = h('div', { class: 'body' });
  const answer = h('div', { class: 'answer' });
  const { element, head, small } = frame(spec.folds === true, spec.name, body);
  if (spec.control) body.append(spec.control.element);
  body.append(answer);
  let now: { p: Picture; row: Row } | null = null;
  let seen = false;
  /** The question on its way, and the last one ever sent. */
  let asked: string | null = null;
  let last: string | null = null;
  let failed: string | null = null;
  let running: AbortController | null = null;
  let drawn: unknown[] = [];
  // Known without asking for a layout, which a step of a drag has no time for.
  let room = 0;
  new ResizeObserver((entries) => { room = entries.at(-1)?.borderBoxSize[0]?.blockSize ?? 0; }).observe(answer);

  new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? false;
    if (seen) follow();
  }, { rootMargin: AHEAD }).observe(body);

  function show(...content: (Node | string | null)[]): void {
    answer.style.minHeight = '';
    drawn = [];
    put(answer, ...content);
  }
  function problem(url: string, cause: unknown): void {
    failed = url;
    asked = null;
    show(h('p', { class: 'problem', role: 'alert' }, errors.section(cause)),
      h('button', { type: 'button', class: 'btn', onclick: () => { failed = null; last = null; follow(); } }, errors.retry));
  }
  async function ask(url: string): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const again = last !== null && last !== url;
    asked = url;
    last = url;
    element.setAttribute('aria-busy', 'true');
    const slow = window.setTimeout(() => { if (answer.childElementCount === 0) put(answer, h('p', { class: 'quiet' }, ui.loading)); }, PATIENCE);
    try {
      if (again) await new Promise((resolve) => { window.setTimeout(resolve, QUIET); });
      if (mine.signal.aborted) return;
      await lazy.fetch(url, mine.signal);
      asked = null;
      spec.answered?.();
      follow();
    } catch (cause) {
      if (!mine.signal.aborted) problem(url, cause);
    } finally {
      window.clearTimeout(slow);
      if (running === mine) element.removeAttribute('aria-busy');
    }
  }
  /** Shows what is known of the present question, and asks for what is not. */
  function follow(): void {
    if (!now) return;
    const { p, row } = now;
    const url = spec.url(p, row);
    const known = url === null ? undefined : lazy.peek<T>(url);
    if (url !== asked) {
      running?.abort();
      asked = null;
    }
    if (url === null || known !== undefined) {
      failed = null;
      if (drawn[0] === known && drawn[1] === p && drawn[2] === row) return;
      show(...(known === undefined ? [] : sourced(spec.draw(known, p, row), known, p)));
      drawn = [known, p, row];
      return;
    }
    if (failed === url || asked === url) return;
    // An answer to another question is taken away at once; its room is kept, so that nothing jumps.
    if (answer.childElementCount > 0) {
      show();
      if (room > 0) answer.style.minHeight = `${room}px`;
    }
    if (seen || spec.eager?.(p)) void ask(url);
  }
  return {
    element,
    update: (p, row) => {
      now = { p, row };
      element.hidden = !spec.shows(p, row);
      if (element.hidden && !spec.eager?.(p)) {
        running?.abort();
        asked = null;
        return;
      }
      const title = spec.title(p, row);
      put(head, title, small);
      head.hidden = title === '';
      put(small, spec.small?.(p, row));
      spec.control?.update(p, row);
      follow();
    },
  };
}
