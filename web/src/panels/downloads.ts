import { urls } from '../api/client';
import type { Picture } from '../state/picture';
import { ui } from '../words/messages';
import { h, type Part, s } from './dom';

const slug = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** `maillage_zones-blanches_eaje_0-2_2000m_200034130.csv`: says what it holds once it has left the page. */
export function fileName(p: Picture, what: string, extension: string): string {
  const v = p.view;
  const within = ['communes', 'services', 'taux'].includes(what) ? [] : [`${v.within}m`];
  const supposed = p.difference ? [slug(`scenario ${p.difference.scenario.name}`)] : [];
  return `${['maillage', ...supposed, what, v.kind, v.ages, ...within, v.territory, v.at].join('_')}.${extension}`;
}

type Choice = readonly [string, (p: Picture) => readonly [string, string, string]];
const CHOICES: readonly Choice[] = [
  ['Communes et taux, GeoJSON', (p) => [urls.coverage(p.view, 'geojson'), 'communes', 'geojson']],
  ['Zones blanches, GeoJSON', (p) => [urls.whiteZones(p.view, 'geojson'), 'zones-blanches', 'geojson']],
  ['Services, GeoJSON', (p) => [urls.facilities(p.view), 'services', 'geojson']],
  ['Tableau des taux, CSV', (p) => [urls.coverage(p.view, 'csv'), 'taux', 'csv']],
  ['Tableau des zones blanches, CSV', (p) => [urls.whiteZones(p.view, 'csv'), 'zones-blanches', 'csv']],
  ...(['a4', 'slide'] as const).flatMap((size) => (['pdf', 'svg', 'png'] as const).map((format): Choice =>
    [`${ui.sheets[size]}, ${format.toUpperCase()}`, (p) => [urls.sheet(p.view, { format, size }), size === 'a4' ? 'fiche' : 'diapositive', format]])),
];

export function downloads(): Part<Picture> {
  const links = CHOICES.map(([text]) => h('a', { role: 'menuitem', tabindex: -1 }, text));
  const menu = h('div', { class: 'menu', role: 'menu', id: 'telecharger', 'aria-label': ui.download, hidden: true }, ...links);
  const button = h('button', { type: 'button', class: 'btn', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-controls': 'telecharger', 'aria-label': ui.download },
    s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
      s('path', { d: 'M8 2V10.5M4.4 7.2L8 10.8L11.6 7.2M2.5 13.8H13.5' })), h('span', {}, ui.download));
  const element = h('div', { class: 'downloads' }, button, menu);
  const show = (open: boolean): void => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    if (open) links[0]?.focus();
  };
  button.addEventListener('click', () => show(menu.hidden === true));
  menu.addEventListener('click', () => show(false));
  element.addEventListener('focusout', (e) => { if (!(e.relatedTarget instanceof Node && element.contains(e.relatedTarget))) show(false); });
  menu.addEventListener('keydown', (e) => {
    const at = links.findIndex((l) => l === document.activeElement);
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) { e.preventDefault(); links[(at + step + links.length) % links.length]?.focus(); }
    if (e.key === 'Escape') { e.stopPropagation(); show(false); button.focus(); }
  });
  return {
    element,
    update: (p) => CHOICES.forEach(([, of], i) => {
      const [url, what, extension] = of(p);
      const link = links[i]!;
      link.href = url;
      link.download = fileName(p, what, extension);
    }),
  };
}
