import { type Access, asks, type Sharing } from '../api/indicators';
import { countsPlaces, type Picture, type Row } from '../state/picture';
import { access as words, titles } from '../words/indicators';
import { about, figure, plural } from '../words/numbers';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { section, type Section } from './section';

/** Under this, in metres, a distance would be written 0,0 km. */
const AT_HOME = 50;

/** What one service gives to a child at the town hall: its places over the children who share them. */
function share(s: Sharing, row: Row): HTMLElement {
  const places = s.places === null ? words.unknownPlaces : `${figure(s.places, s.places_status, Number.isInteger(s.places) ? 0 : 1)} ${plural(s.places, 'place')}`;
  const children = figure(s.children_sharing, s.children_sharing_status, 0);
  const where = s.commune === row.code && s.distance < AT_HOME ? words.here : `${s.commune_name ?? s.commune} · ${about(s.distance)}`;
  return h('li', { class: 'two' },
    h('span', {}, s.name, h('small', {}, `${where} · ${places} pour ${children} ${plural(s.children_sharing ?? 0, 'enfant')} à moins du seuil`)),
    h('span', { class: 'd' }, shown(figure(s.access, s.access_status))));
}

function ofCommune(answer: Access, row: Row): (Node | null)[] {
  const found = answer.communes.find((c) => c.code === row.code);
  if (!found) return [];
  const e = found.explanation;
  const whole = h('p', {}, h('b', {}, shown(figure(found.access, found.access_status))), ` ${words.unit}`);
  if (e === null) return [whole];
  if (e.services.length === 0) return [whole, h('p', { class: 'quiet' }, words.none)];
  return [
    whole, h('p', { class: 'quiet' }, words.reading(e.lots)), h('ul', { class: 'first' }, ...e.services.map((s) => share(s, row))),
    e.omitted > 0 ? h('p', { class: 'quiet' }, words.omitted(e.omitted)) : null,
    answer.neighbours_documented ? null : h('p', { class: 'quiet' }, words.neighbours),
  ];
}

/** How the places that a child of a commune can count on come about. */
export function access(actions: Actions): Section {
  return section<Access>(actions.lazy, {
    name: 'acces', title: () => titles.access, small: () => words.small, folds: true,
    shows: (p: Picture, row) => countsPlaces(p.view.kind) && row !== p.total && row.white !== null && row.white.access !== null,
    url: (p) => asks.access(p.view),
    draw: (answer, _, row) => ofCommune(answer, row),
  });
}
