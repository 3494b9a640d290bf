import { urls } from '../../api/client';
import { changeOf } from '../../state/difference';
import { countsPlaces, type Picture } from '../../state/picture';
import { LONGEST_NAME, rename } from '../../state/scenario';
import { writeView } from '../../state/view';
import type { Supposing } from '../../supposing';
import { summary, whatIf as words } from '../../words/scenario';
import { copyButton } from '../copy';
import { h, type Part, put, s } from '../dom';
import { fileName } from '../downloads';

export const withMouse = (): boolean => matchMedia('(pointer:fine)').matches;

/** What the scenario changes in all, in one line. */
function told(p: Picture): string {
  const d = p.total.differs;
  if (!d) return words.hint(p.view.kind);
  return summary(countsPlaces(p.view.kind) ? changeOf(d, 'with_place') : null, changeOf(d, 'out_of_reach'));
}
/** And what it does not say. */
function note(p: Picture): string {
  const d = p.total.differs;
  if (!p.documented) return words.undocumented(p.view.kind);
  return d && countsPlaces(p.view.kind) && d.with_place_change_status === 'not-documented' ? words.unknownPlaces : words.stored;
}

function arrow(path: string): SVGSVGElement {
  return s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' }, s('path', { d: path }));
}

/** The bar of « Et si… »: what is supposed and what it changes, with the ways back, out and to others. */
export function bar(supposing: Supposing, announce: (text: string) => void, opener: HTMLElement): Part<Picture> {
  const name = h('input', { type: 'text', class: 'si-name', maxlength: LONGEST_NAME, placeholder: words.unnamed, autocomplete: 'off', 'aria-label': words.name,
    onchange: () => supposing.edit((x) => rename(x, null, name.value.trim())) });
  const step = (text: string, path: string, press: () => void): HTMLButtonElement =>
    h('button', { type: 'button', class: 'btn', onclick: press }, arrow(path), h('span', {}, text));
  const undo = step(words.undo, 'M6.5 3L3 6.5L6.5 10M3 6.5H10A3.2 3.2 0 0 1 10 13H7', () => supposing.undo());
  const redo = step(words.redo, 'M9.5 3L13 6.5L9.5 10M13 6.5H6A3.2 3.2 0 0 0 6 13H9', () => supposing.redo());
  const able = (button: HTMLButtonElement, can: boolean, why: string): void => {
    button.setAttribute('aria-disabled', String(!can));
    button.title = can ? '' : why;
  };
  const title = h('b', { class: 'si-title' });
  const sum = h('b', {});
  const small = h('span', {});
  let link = '';
  const copy = copyButton(words, () => link, announce);
  const files = (['csv', 'geojson'] as const).map((format) => ({ format, element: h('a', { class: 'btn' }, format === 'csv' ? 'CSV' : 'GeoJSON') }));
  const leave = h('button', { type: 'button', class: 'btn', onclick: () => supposing.leave() }, words.leave);
  const element = h('section', { class: 'si', id: 'scenario', 'aria-label': words.bar, hidden: true },
    h('div', { class: 'si-edit' }, h('span', { class: 'si-word', 'aria-hidden': 'true' }, words.bar), name, undo, redo), title,
    h('p', { class: 'si-sum' }, sum, small),
    h('div', { class: 'si-ways' }, copy.element, ...files.map((f) => f.element), leave));
  let shown: string | null = null;
  return {
    element,
    update: (p) => {
      const text = p.view.scenario;
      const held = document.activeElement;
      const was = element.hidden;
      element.hidden = text === null;
      opener.setAttribute('aria-expanded', String(text !== null));
      if (element.hidden && held !== null && element.contains(held)) opener.focus();
      if (text === null) { shown = null; return; }
      if (was && held === opener && withMouse()) name.focus();
      const now = supposing.now;
      if (held !== name) name.value = now.name;
      put(title, words.titled(now.name));
      able(undo, supposing.canUndo, words.nothingToUndo);
      able(redo, supposing.canRedo, words.nothingToRedo);
      put(sum, told(p));
      put(small, note(p));
      copy.reset();
      link = `${location.origin}/${writeView({ ...p.view, service: null })}`;
      for (const { format, element: file } of files) {
        file.hidden = p.difference === null;
        file.href = urls.difference(p.view, format);
        file.download = fileName(p, 'ecarts', format);
      }
      if (shown !== null && shown !== text && !supposing.held) announce(`${told(p)}. ${note(p)}`);
      if (!supposing.held) shown = text;
    },
  };
}
