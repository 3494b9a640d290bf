import { asks, type Perimeters } from '../api/indicators';
import { countsPlaces, type Picture, type Row } from '../state/picture';
import { COVERED, perimeters as words, titles } from '../words/indicators';
import { figure, HARD, percent, plural, THIN } from '../words/numbers';
import type { Status } from '../api/types';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { communeLink } from './links';
import { section, type Section } from './section';

type Told = readonly [value: number | null, status: Status];

/** A minimum is never rounded up. */
const inPercent = (share: number, status: Status): string =>
  (status === 'zero' ? percent(0, 0) : figure(status === 'lower-bound' ? Math.floor(share * 100 + 1e-9) : share * 100, status, 0, `${THIN}%`));

/** What is covered, solid; what is left, hatched; the figures in words above. A minimum has no bar: it would look like a measure. */
function progress([what, done]: readonly [string, string], covered: Told, left: Told, share: Told): HTMLElement | null {
  if (covered[0] === null || left[0] === null || share[0] === null) return null;
  // That at least nothing is left says nothing.
  const rest = left[0] === 0 && left[1] === 'lower-bound' ? figure(null, 'not-documented') : figure(left[0], left[1], 0);
  const part = (cls: string, size: number): HTMLElement | null => (size > 0 ? h('i', { class: cls, style: `flex:${size.toFixed(4)}` }) : null);
  return h('div', { class: 'progress' },
    h('p', {}, h('b', {}, shown(figure(covered[0], covered[1], 0))), ` ${what} ${done}, `, h('b', {}, shown(rest)), ' à couvrir', h('span', { class: 'd' }, shown(inPercent(share[0], share[1])))),
    share[1] === 'lower-bound' ? null : h('span', { class: 'b3', 'aria-hidden': 'true' }, part('w', share[0]), part('o', 1 - share[0])));
}

function ofTerritory(actions: Actions, a: Perimeters, p: Picture): (Node | null)[] {
  const t = a.total;
  if (t.not_documented === t.communes) return [h('p', { class: 'lack' }, words.unknown(p.view.kind))];
  const open = a.communes.filter((c) => c.covered === 'none' || c.covered === 'partly');
  const animators = p.view.kind === 'rpe' ? h('p', { class: 'quiet' }, words.animators(figure(t.per_animator, t.per_animator_status).replace(`n.${HARD}d.`, 'non renseigné'), a.childminders_per_animator)) : null;
  return [
    progress([plural(t.communes_covered ?? 0, 'commune'), plural(t.communes_covered ?? 0, 'couverte')],
      [t.communes_covered, t.communes_covered_status], [t.communes_left, t.communes_left_status], [t.communes_progress, t.communes_progress_status]),
    progress([plural(t.children_covered ?? 0, 'enfant'), plural(t.children_covered ?? 0, 'couvert')],
      [t.children_covered, t.children_covered_status], [t.children_left, t.children_left_status], [t.children_progress, t.children_progress_status]),
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
