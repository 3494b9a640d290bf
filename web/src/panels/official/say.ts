import { isOfficial, type Picture } from '../../state/picture';
import { partsOf, toldOf } from '../../state/told';
import { official as words, lead, sentence } from '../../words/official';
import { count, mark, number, percent, THIN } from '../../words/numbers';
import { wholeParts } from '../../words/parts';
import { h, type Part, put } from '../dom';
import { dotGlyph, shown } from '../glyphs';
import { threeNumbers } from '../three-numbers';
import type { Told } from '../../words/official';
import type { Sort } from '../../map/dots';

/** *…* stands out. */
const bold = (text: string): (string | Node)[] => text.split('*').map((part, i) => (i % 2 === 1 ? h('b', {}, part) : part));

function place(p: Picture): HTMLElement {
  const t = p.territory;
  const codes = [...new Set(t.communes.map((c) => c.department))].sort();
  const department = codes.length > 1 ? words.departments(codes) : t.department_name;
  const rest = [department, t.kind === 'epci' ? count(t.communes.length, 'commune') : ''].filter((x) => x !== '').join(' · ');
  return h('p', { class: 'where' }, h('b', {}, t.name), rest === '' ? null : ` · ${rest}`);
}

/** The bar and the three numbers, which add up to the children of the sentence; the marks are those of the map. */
function numbers(p: Picture, t: Told): HTMLElement {
  const parts = partsOf(p.total.white, t.known === 'places');
  if (t.known === 'children' || !parts) return h('div', { class: 'three' }, h('span', { class: 'b3', 'aria-hidden': 'true' }, h('i', { class: t.silent === 0 && t.secret > 0 ? 's' : 'u', style: 'flex:1' })));
  const places = t.known === 'places' || t.kind === 'eaje' || t.kind === 'alsh';
  const three = threeNumbers(p.total.white, places);
  const all: [Sort, number, string][] = t.known === 'places'
    ? [['with', parts.with, words.sorts.with], ['without', parts.without, words.sorts.without], ['out', parts.out, words.sorts.out]]
    : [['reach', parts.without, places ? words.unknownPlaces : words.sorts.reach], ['out', parts.out, words.sorts.out]];
  const shares = wholeParts(all.map(([, n]) => (t.children ? (1000 * n) / t.children : 0)), 1000);
  const sign = t.estimated ? mark('estimated') + THIN : '';
  three.querySelector('.t3')?.replaceWith(h('dl', { class: 't3' }, ...all.map(([sort, n, label], i) => h('div', {},
    h('dt', {}, dotGlyph(sort), label),
    h('dd', {}, shown(`${n === 0 ? '' : sign}${number(n)}`), h('small', {}, t.children ? percent(shares[i]! / 1000) : ''))))));
  return three;
}

/** The territory, the sentence, the bar and the numbers. */
export function say(): Part<Picture> {
  const element = h('div', { class: 'say' });
  return {
    element,
    update: (p) => {
      if (!isOfficial(p)) return;
      const told = toldOf(p);
      const more = lead(told);
      put(element, place(p), h('h1', { class: 'serif' }, sentence(told)), more === '' ? null : h('p', { class: 'lead' }, ...bold(more)), numbers(p, told));
    },
  };
}
