import type { Completeness } from '../../api/draft';
import type { Kind } from '../../api/types';
import { KINDS } from '../../state/view';
import { COMPLETENESS, goneQuestion, importing as words, inventoryLabel, listed } from '../../words/import';
import { ACRONYM } from '../../words/kinds';
import { number } from '../../words/numbers';
import { h, s } from '../dom';
import { kindGlyph } from '../glyphs';
import type { Desk } from './desk';
import { segments } from '../segments';

const NAMED = 12;

const asking = (): SVGSVGElement =>
  s('svg', { width: 18, height: 18, viewBox: '0 0 16 16', class: 'badge', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linecap': 'round', 'aria-hidden': 'true' },
    s('circle', { cx: 8, cy: 8, r: 6.7 }), s('path', { d: 'M6 6.4a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3' }), s('circle', { cx: 8, cy: 11.8, r: 0.6, fill: 'currentColor' }));

/** « La liste est-elle complète ? », per kind: nothing is chosen at first, and silence is « je ne sais pas ». */
export function complete(desk: Desk): { element: HTMLElement; update(): void } {
  const { session } = desk;
  const rows = KINDS.map((kind) => {
    const seg = segments<Completeness>(ACRONYM[kind], COMPLETENESS, (value) => session.inventory(kind, value));
    const count = h('span', {});
    return { kind, seg, count, element: h('div', {}, h('b', {}, kindGlyph(kind, 14), count), seg.element) };
  });
  const known = desk.place.inventories.flatMap(({ kind, completeness }) => {
    const said = completeness === 'not-documented' ? undefined : COMPLETENESS.find(([value]) => value === completeness);
    return said ? [`${ACRONYM[kind]} ${said[1]}`] : [];
  }).join(', ');
  const box = h('div', { class: 'inv' });
  const element = h('article', { class: 'whole' }, asking(), h('h3', {}, words.complete), h('p', {}, known === '' ? words.completeWhy : words.completeAgain(known)), box);
  let order = '';
  return {
    element,
    update: () => {
      const counts = new Map((session.draft?.inventories ?? []).map((i) => [i.kind, i]));
      const n = (kind: Kind): number => counts.get(kind)?.count ?? 0;
      element.hidden = session.draft?.summary.services === 0;
      const sorted = [...rows].sort((a, b) => Number(n(b.kind) > 0) - Number(n(a.kind) > 0) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
      const filled = sorted.map((r) => `${r.kind}${n(r.kind) > 0 ? '+' : ''}`).join();
      // Kinds in the list come first; the order holds while the person answers.
      if (order === '' || !box.contains(document.activeElement) && order !== filled) {
        order = filled;
        box.replaceChildren(...sorted.map((r) => r.element));
      }
      for (const r of rows) {
        r.count.textContent = inventoryLabel(r.kind, n(r.kind));
        r.seg.element.firstElementChild!.textContent = `${words.complete} ${inventoryLabel(r.kind, n(r.kind))}`;
        r.seg.show(session.answers.inventories[r.kind] ?? null);
      }
    },
  };
}

/** Services of the same list that are no longer in it: removed only if the person says so. */
export function gone(desk: Desk): { element: HTMLElement; update(): void } {
  const { session } = desk;
  const title = h('h3', {});
  const names = h('p', {});
  const choice = segments<'remove' | 'keep'>('', [['remove', words.goneRemove], ['keep', words.goneKeep]], (value) => session.gone(value));
  const element = h('article', { class: 'gone', hidden: true }, asking(), title, names, choice.element);
  return {
    element,
    update: () => {
      const all = session.draft?.gone ?? [];
      element.hidden = all.length === 0;
      title.textContent = goneQuestion(all.length);
      choice.element.firstElementChild!.textContent = title.textContent;
      const shown = all.slice(0, NAMED).map((g) => `${g.name} (${g.commune_name})`);
      names.textContent = `${listed(all.length > NAMED ? [...shown, `${number(all.length - NAMED)} autres`] : shown)}. ${words.goneWhy(all.length)}`;
      choice.show(session.answers.gone ?? null);
      element.classList.toggle('answered', session.answers.gone !== undefined);
    },
  };
}
