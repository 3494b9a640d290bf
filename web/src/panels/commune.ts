import { urls } from '../api/client';
import type { Facility, NearSite } from '../api/types';
import { countsPlaces, type Picture, placedByCells, referenceOf, type Row } from '../state/picture';
import { near } from '../state/told';
import { AGES, fundingName, MANY, subtypeName } from '../words/kinds';
import { titles } from '../words/indicators';
import { ui } from '../words/messages';
import { about, figure, HARD, number, plural, signed, THIN } from '../words/numbers';
import { childrenOrigin, missing, placesOrigin, rateText, verdictSentence } from '../words/sentences';
import type { Actions } from './actions';
import { access } from './access';
import { h, type Part, put } from './dom';
import { kindGlyph, shown, verdictGlyph } from './glyphs';
import { duties } from './duties';
import { evolution } from './evolution';
import { modes } from './modes';
import { perimeters } from './perimeters';
import { differences } from './scenario/difference';
import { firstLook, rankLine } from './ranking';
import { siting } from './siting';
import { solidity } from './solidity';
import { threeNumbers } from './three-numbers';
import { sliderEnd } from './threshold';

const heading = (text: string, small = ''): HTMLElement => h('h3', {}, text, small === '' ? null : h('small', {}, small));

const term = (text: string, label: string, cls = ''): HTMLElement => h('span', { class: cls }, h('b', {}, shown(text)), h('small', {}, label));
const sign = (text: string): HTMLElement => h('span', { class: 'op' }, text);

function equation(p: Picture, row: Row): HTMLElement {
  const c = row.coverage;
  const whole = (n: number | null): number => (n !== null && Number.isInteger(n) ? 0 : 1);
  const ref = referenceOf(p);
  const gap = ref !== null && c.rate !== null && c.status !== 'lower-bound' && p.view.mode === 'all'
    ? `${signed(c.rate - ref)} ${plural(c.rate - ref, 'point')}` : '';
  const against = gap === '' || ref === null ? [] : [`Écart à la référence${HARD}: ${gap} (${number(ref, 1)} places pour 100 enfants).`];
  return h('div', { class: 'calc' },
    h('div', { class: 'eq' },
      term(figure(c.places, c.places_status, whole(c.places)), 'places'), sign('÷'),
      term(figure(c.children, c.children_status, whole(c.children)), `enfants ${AGES[p.view.ages].replace(' ans', '')}`), sign('×'), term('100', HARD), sign('='),
      term(rateText(c), gap || HARD, 'res')),
    h('ul', {}, ...[...placesOrigin(c, p.view.kind, p.coverage.metadata), childrenOrigin(c, p.coverage.metadata), ...against].map((t) => h('li', {}, t))),
  );
}

const describe = (f: Facility): string => {
  const type = `${subtypeName(f.subtype, f.kind)}${fundingName(f.funding, f.subtype)}`;
  const places = f.capacity === null ? '' : ` · ${number(f.capacity)} ${plural(f.capacity, 'place')}`;
  return `${type}${places} · ${f.commune_name}`;
};

function nearest(p: Picture, row: Row, sites: readonly NearSite[]): Node[] {
  const byId = new Map(p.facilities.features.map((f) => [f.properties.id, f.properties]));
  const item = (site: NearSite): HTMLElement => {
    const f = byId.get(site.id);
    const approximate = f?.precision !== 'exact';
    const here = f?.commune === row.code && (site.distance < 50 || approximate);
    return h('li', {}, kindGlyph(p.view.kind, 14, !approximate),
      h('span', {}, h('b', {}, site.name), h('small', {}, f ? describe(f) : '')),
      h('span', { class: 'd' }, here ? 'dans la commune' : shown(`${approximate ? `≈${THIN}` : ''}${about(site.distance)}`)));
  };
  const title = `${MANY[p.view.kind].charAt(0).toUpperCase()}${MANY[p.view.kind].slice(1)} les plus proches`;
  return sites.length === 0 ? [] : [heading(title, p.inventory?.completeness === 'complete' ? 'depuis la mairie' : 'depuis la mairie, liste incomplète'), h('ul', { class: 'sites' }, ...sites.map(item))];
}

/** Nobody reads a longer list here; the file of the services holds all. */
const MOST = 150;

/** The list behind a mark of several services, or of the whole territory. */
function services(p: Picture, row: Row, actions: Actions, open: boolean | null): Node[] {
  const here = p.facilities.features.map((f) => f.properties).filter((f) => row === p.total || f.commune === row.code);
  const supposing = p.view.scenario !== null;
  if (here.length < (row === p.total || supposing ? 1 : 2)) return [];
  const name = (f: Facility): HTMLElement => (supposing ? h('button', { type: 'button', class: 'link', onclick: () => actions.supposing.pick(f.id) }, f.name) : h('b', {}, f.name));
  const hidden = here.filter((f) => f.precision === 'none').length;
  const items = here.slice(0, MOST).map((f) => h('li', {}, kindGlyph(f.kind, 14, f.precision === 'exact'), h('span', {}, name(f), h('small', {}, describe(f)))));
  return [h('details', { class: 'served', open: open ?? (row !== p.total && here.length <= 6) },
    h('summary', {}, `${number(here.length)} ${here.length < 2 ? subtypeName(null, p.view.kind) : MANY[p.view.kind]} ${row === p.total ? 'sur le territoire' : 'dans la commune'}`),
    h('ul', { class: 'sites' }, ...items),
    here.length > MOST ? h('p', { class: 'quiet' }, ui.more(here.length - MOST)) : null, hidden > 0 ? h('p', { class: 'quiet' }, `${hidden} sans position, absente de la carte.`) : null)];
}

function sturdiness(p: Picture, row: Row): Node[] {
  if (!p.documented || !row.white || row.white.verdict === 'not-documented') return row === p.total && p.rows.length > 1 ? [] : [heading(titles.sturdy)];
  if (!placedByCells(row)) return [heading(titles.sturdy), h('p', { class: 'lack' }, ui.noCells)];
  const { step, children } = p.zones.metadata.histogram;
  const chart = solidity(row.white, step, p.view.within, sliderEnd(children, step, p.view.within));
  return chart === null && row === p.total && p.rows.length > 1 ? [] : [heading(titles.sturdy), ...(chart === null ? [] : [chart])];
}

function subtitle(p: Picture, row: Row): string {
  if (row !== p.total) return [row.code, p.territory.kind === 'epci' ? p.territory.name : '', p.territory.department_name].filter((x) => x !== '').join(' · ');
  const people = p.territory.population === null ? '' : `${number(p.territory.population)} habitants`;
  return [row.code, p.territory.department_name, people].filter((x) => x !== '').join(' · ');
}

function lacking(p: Picture, row: Row): Node[] {
  const list = missing(p, row);
  if (list.length === 0) return [];
  const text = `${list.join(`${THIN}; `)}.`;
  return [heading('Ce qui manque'), h('p', { class: 'lack' }, text.charAt(0).toUpperCase() + text.slice(1))];
}

function onPaper(p: Picture, row: Row): Node[] {
  const alone = p.territory.kind === 'commune';
  if (row === p.total && !alone) return [];
  return [h('a', { class: 'btn on-paper', href: urls.sheet(p.view, alone ? {} : { commune: row.code }), target: '_blank', rel: 'noopener' }, ui.communeSheet)];
}

/** One commune, or the whole territory when none is chosen: same order, same objects. */
export function communePanel(actions: Actions): Part<Picture> {
  const element = h('aside', { class: 'pn', id: 'fiche', tabindex: -1, 'aria-label': 'Fiche' });
  const of = {
    first: firstLook(actions), rank: rankLine(actions), left: perimeters(actions), siting: siting(actions),
    access: access(actions), modes: modes(actions), duties: duties(actions), evolution: evolution(actions),
  };
  // Known without asking for a layout, which a step of a drag has no time for.
  let top = 0;
  element.addEventListener('scroll', () => { top = element.scrollTop; }, { passive: true });
  return {
    element,
    update: (p) => {
      const row = p.rows.find((r) => r.code === p.view.commune) ?? p.total;
      const whole = row === p.total;
      const ref = referenceOf(p);
      const rated = countsPlaces(p.view.kind) || row.coverage.rate !== null;
      const verdict = row.white ? h('p', { class: 'vd' }, verdictGlyph(row.white, ref), verdictSentence(row.white, ref)) : null;
      const held = element.contains(document.activeElement) ? document.activeElement : null;
      const before = element.dataset['code'];
      const same = before === row.code;
      // A list that a person opened or closed stays so while the figures move.
      const list = same ? element.querySelector<HTMLDetailsElement>('.served') : null;
      put(element,
        h('header', {}, h('div', {}, h('h2', { class: 'serif' }, row.name), h('p', {}, subtitle(p, row))),
          whole ? null : h('button', { type: 'button', class: 'x', 'aria-label': ui.close, onclick: () => actions.select(null) }, '×')),
        whole && row.white?.verdict !== 'not-documented' ? null : verdict, threeNumbers(row.white, countsPlaces(p.view.kind)),
        ...differences(p, row, actions),
        of.first.element, of.left.element, of.siting.element,
        ...(rated ? [heading('Taux de couverture', ui.unit), equation(p, row)] : []),
        ...sturdiness(p, row), of.rank.element, ...nearest(p, row, (row.white?.nearest ?? []).filter(near)),
        of.access.element, of.evolution.element, of.modes.element, of.duties.element, ...services(p, row, actions, list?.open ?? null), ...lacking(p, row), ...onPaper(p, row));
      // What was put back keeps the focus; what is gone leaves it to the panel.
      if (held instanceof HTMLElement) (held.isConnected ? held : element).focus({ preventScroll: true });
      for (const indicator of Object.values(of)) indicator.update(p, row);
      const now = document.activeElement;
      if (held && !(now !== null && element.contains(now) && now.checkVisibility())) element.focus({ preventScroll: true });
      element.dataset['code'] = row.code;
      element.setAttribute('aria-label', ui.panel(row.name));
      // Reading or setting it lays the page out, which the first drawing need not wait for.
      if (!same) top = 0;
      if (before !== undefined && (!same || top > 0)) element.scrollTop = top;
    },
  };
}
