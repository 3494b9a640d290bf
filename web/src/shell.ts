import type { App } from './app';
import { scaleBar } from './map/scale-bar';
import { arrows } from './panels/arrows';
import { banner } from './panels/banner';
import { communePanel } from './panels/commune';
import { h, type Part, put, s } from './panels/dom';
import { compare } from './panels/compare';
import { decay } from './panels/decay';
import { downloads } from './panels/downloads';
import { estimate, reference } from './panels/estimate';
import { filters } from './panels/filters';
import { brand, patterns } from './panels/glyphs';
import { foot } from './panels/foot';
import { keysDialog } from './panels/keys';
import { kinds } from './panels/kinds';
import { legend } from './panels/legend';
import { moreLayers } from './panels/more-layers';
import { official } from './panels/official/view';
import { whatIf } from './panels/scenario/view';
import { search } from './panels/search';
import { sheet } from './panels/sheet';
import { slots } from './panels/slot';
import { table } from './panels/table';
import { threshold } from './panels/threshold';
import { isOfficial, type Picture, sourceLine } from './state/picture';
import { ACRONYM, MAP_TITLE } from './words/kinds';
import { importing as importWords } from './words/import';
import { ui } from './words/messages';
import { reading } from './words/reading';
import { whatIf as whatIfWords } from './words/scenario';
import { mapSubtitle } from './words/sentences';

export type Tab = 'carte' | 'tableau' | 'reglages';
const TABS: readonly (readonly [Tab, string])[] = [['carte', ui.map], ['tableau', ui.table], ['reglages', ui.controls]];
/** No sign of waiting before this, so that quick answers do not flicker. */
const PATIENCE = 400;
const PHONE = 600;

function zoomButtons(app: App): HTMLElement {
  const button = (label: string, sign: string | Node, press: () => void): HTMLElement =>
    h('button', { type: 'button', 'aria-label': label, title: label, onclick: press }, sign);
  return h('div', { class: 'zoom' },
    button(ui.zoomIn, '+', () => app.map?.zoomBy(1)), button(ui.zoomOut, '−', () => app.map?.zoomBy(-1)),
    button(ui.zoomAll, s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'aria-hidden': 'true' },
      s('path', { d: 'M1.5 5.5V1.5H5.5M10.5 1.5H14.5V5.5M14.5 10.5V14.5H10.5M5.5 14.5H1.5V10.5' })), () => app.whole()));
}

/** The sources of both sides of a comparison, said once where they are the same. */
const bothSources = (p: Picture): string =>
  (!p.other || sourceLine(p.other) === sourceLine(p) ? sourceLine(p) : `Carte A. ${sourceLine(p)}. Carte B. ${sourceLine(p.other)}.`);

/** The page's parts, put together once; `update` hands each the new picture. */
export function shell(app: App) {
  const parts = {
    search: search(app), kinds: kinds(app), filters: filters(app), threshold: threshold(app), estimate: estimate(app),
    reference: reference(app), decay: decay(app), compare: compare(app), slots: slots(app), layers: moreLayers(app, app.ground.offered), legend: legend(app), table: table(app), panel: communePanel(app), downloads: downloads(),
  };
  const scale = scaleBar();
  const elected = official(app, (text) => { live.textContent = text; });
  const warn = banner(() => void app.refresh());
  const dialog = keysDialog();
  const bottom = sheet(parts.panel.element);
  const title = h('h1', {});
  const subtitle = h('p', {});
  const source = h('p', { class: 'msrc' });
  const note = h('p', { class: 'lecture' });
  const credit = h('p', { class: 'credit' });
  const live = h('p', { class: 'vh', role: 'status', 'aria-live': 'polite', id: 'annonce' });
  const canvas = h('div', { class: 'canvas' });
  const mapBox = h('div', { class: 'map', id: 'carte', role: 'application', tabindex: 0, 'aria-label': ui.mapHelp }, canvas);
  const supposed = whatIf(app.supposing, (text) => { live.textContent = text; }, mapBox);
  const tabs = h('div', { class: 'tabs', role: 'tablist' }, ...TABS.map(([tab, text]) =>
    h('button', { type: 'button', role: 'tab', 'data-tab': tab, 'aria-selected': String(tab === 'carte'), onclick: () => show(tab) }, text)));
  arrows(tabs);
  const controls = h('aside', { class: 'ctl', id: 'reglages', 'aria-label': ui.controls },
    ...[parts.kinds, parts.filters, parts.threshold, parts.estimate, parts.reference, parts.legend, parts.layers].map((p) => p.element), parts.compare.low);
  parts.estimate.element.append(parts.decay.element);
  parts.filters.element.append(parts.slots.element);
  const drawer = h('button', { type: 'button', class: 'btn reg', 'aria-expanded': 'false', 'aria-controls': 'reglages', onclick: () => openControls(!root.classList.contains('controls')) }, ui.controls);
  const importButton = h('button', { type: 'button', class: 'btn import', hidden: !app.importing.rules.allowed, 'aria-label': importWords.open, onclick: () => app.importing.open() },
    s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
      s('path', { d: 'M8 10.5V2M4.4 5.3L8 1.7L11.6 5.3M2.5 13.8H13.5' })), h('span', {}, importWords.open));
  const skip = h('a', { class: 'skip', href: '#tableau', onclick: (e) => {
    e.preventDefault();
    if (root.dataset['page'] === 'official') mapBox.focus();
    else { show('tableau'); parts.table.focus(); }
  } }, ui.skip);
  const main = h('main', { class: 'mapw', tabindex: -1, 'aria-label': ui.map }, elected.column, warn.element, h('div', { class: 'mt' }, title, subtitle), parts.compare.element,
    h('div', { class: 'mapbox' }, mapBox, ...parts.compare.over, zoomButtons(app), scale.element, credit, elected.title, elected.card), supposed.card, elected.legend, h('footer', { class: 'under' }, elected.reading, note, source, foot()));
  const root = h('div', { class: 'app blank', hidden: true, 'data-tab': 'carte', 'data-page': app.view.page },
    skip,
    h('header', { class: 'top' }, brand(), parts.search.element, drawer, elected.doors, h('nav', { 'aria-label': ui.tools }, elected.open, parts.compare.button, supposed.open, importButton, parts.downloads.element,
      h('button', { type: 'button', class: 'btn round', 'aria-label': ui.keys, title: ui.keys, onclick: () => dialog.open() }, '?'))),
    supposed.bar, h('nav', { class: 'tabnav', 'aria-label': 'Vues' }, tabs), elected.kinds, controls,
    main, parts.table.element, bottom.element, live, dialog.element);
  document.body.append(patterns(), root);

  function show(tab: Tab): void {
    root.dataset['tab'] = tab;
    for (const b of tabs.children) b.setAttribute('aria-selected', String(b instanceof HTMLElement && b.dataset['tab'] === tab));
  }
  function openControls(open: boolean): void {
    if (!open && controls.contains(document.activeElement)) drawer.focus();
    root.classList.toggle('controls', open);
    drawer.setAttribute('aria-expanded', String(open));
  }
  let slow = 0;
  return {
    root, importButton, canvas, mapBox, scale, dialog, parts, show, openControls,
    say: warn.say,
    announce: (text: string): void => { live.textContent = text; },
    /**
     * Not on `root`: what `live` announces must not wait. No style hangs on `aria-busy`: the steps of a drag would paint the page
     * to say that they wait.
     */
    loading: (on: boolean): void => {
      window.clearTimeout(slow);
      if (on) {
        main.setAttribute('aria-busy', 'true');
        slow = window.setTimeout(() => main.classList.add('slow'), PATIENCE);
      } else {
        main.removeAttribute('aria-busy');
        main.classList.remove('slow');
      }
    },
    hovered: (code: string | null): void => parts.table.hover(code),
    opened: (code: string | null): void => {
      bottom.stop(code === null ? 'low' : 'half');
      // On a phone the sheet must not hide the commune it speaks of.
      if (code !== null && root.dataset['tab'] === 'carte' && window.innerWidth <= PHONE) mapBox.parentElement?.scrollIntoView({ block: 'start' });
    },
    update: (p: Picture): void => {
      root.classList.remove('blank');
      root.hidden = false;
      const turned = root.dataset['page'] !== p.view.page;
      root.dataset['page'] = p.view.page;
      // The door that was pressed is gone with its view.
      if (turned && document.activeElement?.checkVisibility() === false) main.focus({ preventScroll: true });
      elected.update(p);
      supposed.update(p);
      put(skip, isOfficial(p) ? ui.skipToMap : ui.skip);
      put(note, isOfficial(p) ? '' : reading(p));
      put(credit, p.basemap?.attribution ?? '');
      root.classList.toggle('versus', p.other !== null);
      source.title = bothSources(p);
      put(source, source.title);
      if (isOfficial(p)) {
        parts.search.update(p);
        return;
      }
      parts.search.update(p);
      const rest: Part<Picture>[] = [parts.kinds, parts.filters, parts.threshold, parts.estimate, parts.decay, parts.compare, parts.slots, parts.layers, parts.reference, parts.legend, parts.table, parts.panel, parts.downloads];
      for (const part of rest) part.update(p);
      const supposing = p.difference ? `${whatIfWords.titled(p.difference.scenario.name)} – ` : '';
      put(title, supposing + (p.other && p.other.view.kind !== p.view.kind ? `${ACRONYM[p.view.kind]} et ${ACRONYM[p.other.view.kind]}` : MAP_TITLE[p.view.kind]));
      put(subtitle, mapSubtitle(p));
    },
  };
}
export type Shell = ReturnType<typeof shell>;
