import { type Access, asks, type Sharing } from '../api/indicators';
import { countsPlaces, type Picture, type Row } from '../state/picture';
import { access as words, titles } from '../words/indicators';
import { about, figure, number, THIN } from '../words/numbers';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { section, type Section } from './section';

/** What one service gives to a child at the town hall: its places over the children who share them. */
function share(s: Sharing, p: Picture): HTMLElement {
  // A mean, or an even share of a total, stands for a capacity that no list gives.
  const isListed = p.facilities.features.some((f) => f.properties.id === s.id && f.properties.capacity === s.places);
  const inWords = (value: number): string => number(value, Number.isInteger(value) ? 0 : 1);
  const places = s.places === null ? words.unknownPlaces : `${isListed ? '' : `≈${THIN}`}${inWords(s.places)} places`;
  const weight = s.weight === 1 ? '' : `, poids ${number(s.weight, 2)}`;
  const sharing = `${places} pour ${number(s.children_sharing, 0)} enfants à moins du seuil${weight}`;
  return h('li', { class: 'two' },
    h('span', {}, s.name, h('small', {}, `${s.commune_name ?? s.commune} · ${about(s.distance)} · ${sharing}`)),
    h('span', { class: 'd' }, shown(s.places === null ? `≥${THIN}0` : `≈${THIN}${number(s.access, 1)}`)));
}

function ofCommune(answer: Access, p: Picture, row: Row): (Node | null)[] {
  const found = answer.communes.find((c) => c.code === row.code);
  if (!found) return [];
  const e = found.explanation;
  const whole = h('p', {}, h('b', {}, shown(figure(found.access, found.access_status))), ` ${words.unit}`);
  if (e === null) return [whole];
  if (e.services.length === 0) return [whole, h('p', { class: 'quiet' }, words.none)];
  return [
    whole, h('p', { class: 'quiet' }, words.reading(e.lots)), h('ul', { class: 'first' }, ...e.services.map((s) => share(s, p))),
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
    draw: (answer, p, row) => ofCommune(answer, p, row),
  });
}
