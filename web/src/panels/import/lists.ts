import type { Place } from '../../api/draft';
import { importing as words, placeText } from '../../words/import';
import { number } from '../../words/numbers';
import { h } from '../dom';
import type { Desk } from './desk';

const PART = 100;
interface Item { place: Place | null; quote: string; title: string; text: string; act?: HTMLElement }

/** One folded list of lines; a line opens in the text beside it. */
function fold(desk: Desk, title: string, why: string, open: boolean): { element: HTMLElement; show(items: readonly Item[], files: number): void } {
  const count = h('small', {});
  const list = h('ul', {});
  const element = h('details', { class: 'fold', open }, h('summary', {}, title, ' ', count), why === '' ? null : h('p', { class: 'why' }, why), list);
  let drawn = '';
  const item = (i: Item, files: number): HTMLElement => h('li', {},
    i.place === null ? null : h('button', { type: 'button', class: 'btn bare at', onclick: () => desk.select({ place: i.place!, quote: i.quote, service: null }) }, placeText(i.place, files)),
    h('span', {}, i.title === '' ? null : h('b', {}, i.title), i.title === '' || i.text === '' ? '' : ' ', i.text), i.act);
  return {
    element,
    show: (items, files) => {
      element.hidden = items.length === 0;
      const now = JSON.stringify(items.map((i) => [i.place, i.title, i.text]));
      if (now === drawn) return;
      drawn = now;
      count.textContent = number(items.length);
      let limit = PART;
      const draw = (): void => {
        const rest = items.length - limit;
        list.replaceChildren(...items.slice(0, limit).map((i) => item(i, files)),
          ...(rest > 0 ? [h('li', {}, h('button', { type: 'button', class: 'btn', onclick: () => { limit += PART; draw(); } }, words.more(Math.min(rest, PART))))] : []));
      };
      draw();
    },
  };
}

/** What is read but not a service to keep: nothing of the list is passed over in silence. */
export function lists(desk: Desk): { element: HTMLElement; update(): void } {
  const { session } = desk;
  const figures = fold(desk, words.figures, '', true);
  const leftOut = fold(desk, words.leftOut, '', true);
  const others = fold(desk, words.others, words.othersWhy, false);
  const refused = fold(desk, words.refused, '', true);
  const defects = fold(desk, words.defects, words.defectsWhy, true);
  const notes = fold(desk, words.notes, '', false);
  const element = h('div', { class: 'folds' }, ...[figures, refused, defects, leftOut, others, notes].map((f) => f.element));
  return {
    element,
    update: () => {
      const draft = session.draft;
      if (!draft) return;
      const files = draft.files.length;
      const remarks = (weight: string): Item[] => draft.remarks.filter((r) => r.weight === weight)
        .map((r) => ({ place: r.place, quote: r.quote, title: r.quote, text: [r.reason, r.remedy].filter((t) => t !== '').join(' ') }));
      figures.show(draft.figures.map((f) => ({ place: null, quote: '', title: f.label, text: words.figureText(f.rows, f.communes, f.note) })), files);
      refused.show(remarks('refused'), files);
      defects.show(remarks('defect'), files);
      notes.show(remarks('note'), files);
      others.show(draft.others.map((o) => ({ place: o.place, quote: '', title: o.label, text: o.text })), files);
      leftOut.show([...session.leftOut].map(([key, s]) => ({
        place: s.place, quote: '', title: s.facility.name, text: s.facility.commune_name ?? '',
        act: h('button', { type: 'button', class: 'btn', onclick: () => session.restore(key) }, words.restore),
      })), files);
    },
  };
}
