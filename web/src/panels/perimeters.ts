import { asks, type Perimeters } from '../api/indicators';
import { countsPlaces, type Picture, type Row } from '../state/picture';
import { COVERED, perimeters as words, titles } from '../words/indicators';
import { figure, HARD, percent, plural } from '../words/numbers';
import type { Status } from '../api/types';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { communeLink } from './links';
import { section, type Section } from './section';

/** What is covered, solid; what is left, hatched; the figures in words above. */
function progress(what: string, done: string, covered: readonly [number | null, Status], left: readonly [number | null, Status]): HTMLElement | null {
  const all = (covered[0] ?? 0) + (left[0] ?? 0);
  if (covered[0] === null || left[0] === null || all <= 0) return null;
  const bar = h('span', { class: 'b3', 'aria-hidden': 'true' },
    covered[0] > 0 ? h('i', { class: 'w', style: `flex:${covered[0].toFixed(4)}` }) : null, left[0] > 0 ? h('i', { class: 'o', style: `flex:${left[0].toFixed(4)}` }) : null);
  return h('div', { class: 'progress' },
    h('p', {}, h('b', {}, shown(figure(covered[0], covered[1], 0))), ` ${what} ${done}, `, h('b', {}, shown(figure(left[0], left[1], 0))), ` à couvrir`, h('span', { class: 'd' }, percent(covered[0] / all, 0))), bar);
}

function ofTerritory(actions: Actions, a: Perimeters, p: Picture): (Node | null)[] {
  const t = a.total;
  if (t.not_documented === t.communes) return [h('p', { class: 'lack' }, words.unknown(p.view.kind))];
  const open = a.communes.filter((c) => c.covered === 'none' || c.covered === 'partly');
  const animators = p.view.kind === 'rpe' ? h('p', { class: 'quiet' }, words.animators(figure(t.per_animator, t.per_animator_status).replace(`n.${HARD}d.`, 'non renseigné'), a.childminders_per_animator)) : null;
  return [
    progress(plural(t.communes_covered ?? 0, 'commune'), plural(t.communes_covered ?? 0, 'couverte'), [t.communes_covered, t.communes_covered_status], [t.communes_left, t.communes_left_status]),
    progress(plural(t.children_covered ?? 0, 'enfant'), plural(t.children_covered ?? 0, 'couvert'), [t.children_covered, t.children_covered_status], [t.children_left, t.children_left_status]),
    open.length === 0 && t.not_documented === 0 ? h('p', { class: 'quiet' }, words.all) : h('ul', { class: 'first' }, ...open.map((c) => h('li', { class: 'two' },
      h('span', {}, communeLink(actions, p.view, c.code, c.name), h('small', {}, COVERED[c.covered])),
      h('span', { class: 'd' }, shown(figure(c.children_left, c.children_left_status)), ` ${plural(c.children_left ?? 0, 'enfant')}`)))),
    t.not_documented > 0 ? h('p', { class: 'quiet' }, words.partial(t.not_documented)) : null, animators,
  ];
}

function ofCommune(a: Perimeters, row: Row): (Node | null)[] {
  const c = a.communes.find((x) => x.code === row.code);
  if (!c) return [];
  const frequency = a.services.find((s) => s.name === c.served_by && s.perimeter.includes(c.code))?.frequency ?? '';
  const left = c.children_left !== null && c.children_left > 0 ? ` ${figure(c.children_left, c.children_left_status)} ${plural(c.children_left, 'enfant')} à couvrir.` : '';
  return [h('p', { class: 'lack' }, `${words.by(c, frequency)}${left}`)];
}

/** For services with a perimeter: who is covered, and who is left. */
export function perimeters(actions: Actions): Section {
  return section<Perimeters>(actions.lazy, {
    name: 'reste', title: () => titles.left,
    shows: (p) => !countsPlaces(p.view.kind),
    url: (p) => asks.perimeters(p.view),
    draw: (answer, p, row) => (row === p.total ? ofTerritory(actions, answer, p) : ofCommune(answer, row)),
  });
}
