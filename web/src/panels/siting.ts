import { asks, type Siting } from '../api/indicators';
import type { Status } from '../api/types';
import { countsPlaces, type Picture } from '../state/picture';
import { MOST_PLACES } from '../state/scenario';
import type { Candidates, Sites } from '../state/view';
import { alternative, siting as words, titles } from '../words/indicators';
import { figure, number, plural } from '../words/numbers';
import { whatIf } from '../words/scenario';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { communeLink } from './links';
import { section, type Section } from './section';
import { segments } from './segments';

const said = (value: number | null | undefined, status: Status | undefined, text: (figure: string, n: number) => string): HTMLElement | null =>
  value === null || value === undefined || value <= 0 ? null : h('p', { class: 'quiet' }, text(figure(value, status ?? 'not-documented'), value));

function proof(a: Siting): string {
  if (a.optimal === true) return words.proven;
  const bound = a.bound === null ? '' : a.method === 'lscp' ? `${number(Math.ceil(a.bound - 1e-9))} ${plural(a.bound, 'site')}` : `${number(a.bound, 1)} ${plural(a.bound, 'enfant')}`;
  return bound === '' ? '' : words.bound(bound);
}

function draw(actions: Actions, a: Siting, p: Picture): (Node | null)[] {
  const { within, kind } = p.view;
  if (a.objective === null) return [h('p', { class: 'lack' }, words.unknown(kind, a.not_documented.length))];
  const left = [said(a.total.no_candidate, a.total.no_candidate_status, (f, n) => words.left(f, within, n, p.view.candidates)), said(a.total.not_chosen, a.total.not_chosen_status, words.notChosen), said(a.total.not_placed, a.total.not_placed_status, words.notPlaced)];
  if (a.sites.length === 0) return [h('p', { class: 'lack' }, left.some((l) => l !== null) ? words.unreachable(within, p.view.candidates) : words.nobody(within)), ...left];
  return [
    h('p', { class: 'gain' }, h('b', {}, words.enough(a.sites.length, a.method === 'lscp')), '\u00a0: ', shown(figure(a.total.children, a.total.children_status)), ` ${words.gain(a.total.children ?? 0)} ${proof(a)}`),
    h('ol', { class: 'first' }, ...a.sites.map((site) => h('li', {}, h('b', { class: 'pinned' }, String(site.rank)), h('span', {}, communeLink(actions, p.view, site.code, site.name), h('small', {}, words.at(site))),
      h('span', { class: 'd' }, shown(figure(site.children, site.children_status)), ` ${plural(site.children ?? 0, 'enfant')}`,
        site.places === null ? null : h('small', {}, words.places(figure(site.places, site.places_status), site.places)))))),
    h('div', { class: 'row' }, h('button', { type: 'button', class: 'btn', onclick: () => actions.supposing.open(a.sites.map(({ lon, lat, places }) => ({ lon, lat, capacity: places === null ? null : Math.min(MOST_PLACES, Math.ceil(places)) })), { siting: null }) }, whatIf.take)),
    countsPlaces(kind) ? h('p', { class: 'quiet' }, a.sites[0]?.places == null ? whatIf.takePlaces : whatIf.withPlaces) : null,
    ...left,
    a.alternatives.length > 0 ? h('p', { class: 'quiet' }, h('b', {}, words.alternatives), ' – ', a.alternatives.map((x) => alternative(x, a.method, a.objective ?? 0)).join('\u202f; '), '.') : null,
    a.neighbours_documented ? null : h('p', { class: 'quiet' }, words.neighbours(kind)),
  ];
}

/** « Où ouvrir ? »: opened by a button, kept in the address, and drawn on the map while it is open. */
export function siting(actions: Actions): Section {
  const open = h('button', { type: 'button', class: 'btn', onclick: () => { actions.change({ siting: 'all' }); } }, words.open);
  const help = h('p', { class: 'quiet' }, words.help);
  const choice = segments<string>(words.how, words.choices, (value) => actions.change({ siting: value === 'all' ? 'all' : (Number(value) as Sites) }));
  const where = segments<Candidates>(words.where, words.candidates, (candidates) => actions.change({ candidates }));
  const close = h('button', { type: 'button', class: 'btn', onclick: () => { actions.change({ siting: null }); } }, words.close);
  const chosen = h('div', {}, h('div', { class: 'row flush' }, choice.element, close), h('div', { class: 'row flush' }, where.element));
  const element = h('div', {}, open, chosen, help);
  let was: boolean | null = null;
  return section<Siting>(actions.lazy, {
    name: 'ouvrir', title: () => titles.siting,
    shows: (p, row) => row === p.total,
    url: (p) => (p.view.siting === null ? null : asks.siting(p.view)),
    eager: (p) => p.view.siting !== null,
    answered: () => actions.draw(),
    control: {
      element,
      update: ({ view }) => {
        const on = view.siting !== null;
        const held = element.contains(document.activeElement);
        open.hidden = on;
        help.hidden = on;
        chosen.hidden = !on;
        choice.show(view.siting === null ? null : String(view.siting));
        where.show(view.candidates);
        // The pressed button is gone: the focus goes to what took its place.
        if (held && was !== null && was !== on) (on ? chosen.querySelector<HTMLElement>('input:checked') : open)?.focus();
        was = on;
      },
    },
    draw: (answer, p) => draw(actions, answer, p),
  });
}
