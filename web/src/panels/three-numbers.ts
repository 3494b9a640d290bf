import type { WhiteRow } from '../api/types';
import { mark, number, THIN } from '../words/numbers';
import { wholeParts } from '../words/parts';
import { h } from './dom';
import { shown } from './glyphs';

interface Part { cls: string; value: number; label: string }

function partsOf(w: WhiteRow, places: boolean): Part[] | null {
  if (w.children === null || w.out_of_reach === null) return null;
  const out = { cls: 'o', value: w.out_of_reach, label: 'hors de portée' };
  if (!places) return [{ cls: 'n', value: Math.max(0, w.children - w.out_of_reach), label: 'à portée' }, out];
  if (w.with_place === null || w.without_place === null || w.reach_status === 'lower-bound') {
    return [{ cls: 'u', value: Math.max(0, w.children - w.out_of_reach), label: 'à portée, places inconnues' }, out];
  }
  return [{ cls: 'w', value: w.with_place, label: 'une place à portée' }, { cls: 'n', value: w.without_place, label: 'à portée, sans place' }, out];
}

/** A bar and the whole numbers under it, which add up to the children. */
export function threeNumbers(w: WhiteRow | null, places: boolean): HTMLElement {
  const parts = w === null ? null : partsOf(w, places);
  if (w?.verdict === 'secret' || w?.reach_status === 'secret') {
    return h('div', { class: 'three' }, h('span', { class: 'b3', 'aria-hidden': 'true' }, h('i', { class: 's', style: 'flex:1' })), h('p', { class: 'quiet' }, w.children_status === 'secret' ? 'enfants\u00a0: secret statistique' : 'places à portée\u00a0: secret statistique'));
  }
  if (w === null || parts === null || w.children === null || w.verdict === 'not-documented' || (places && w.reach_status === 'not-documented')) {
    return h('div', { class: 'three' }, h('span', { class: 'b3', 'aria-hidden': 'true' }, h('i', { class: 'u', style: 'flex:1' })),
      h('p', { class: 'quiet' }, w === null || w.children_status === 'not-documented' || w.children === null ? 'enfants\u00a0: non renseigné' : 'portée\u00a0: non renseigné'));
  }
  const whole = wholeParts(parts.map((p) => p.value));
  const estimated = [w.children_status, w.white_children_status, w.reach_status].includes('estimated');
  const sign = mark(estimated ? 'estimated' : w.children_status);
  const lead = sign === '' ? '' : sign + THIN;
  return h('div', { class: 'three' },
    h('span', { class: 'b3', 'aria-hidden': 'true' }, ...parts.flatMap((p) => (p.value > 0 ? [h('i', { class: p.cls, style: `flex:${p.value.toFixed(4)}` })] : []))),
    h('div', { class: 't3' }, ...parts.map((p, i) =>
      h('div', {}, h('b', {}, shown(`${whole[i] === 0 && p.value === 0 ? '' : lead}${number(whole[i] ?? 0)}`)), h('span', {}, p.label)))));
}
