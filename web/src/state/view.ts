import type { Competence } from '../api/indicators';
import type { Ages, Fill, Kind, Mode } from '../api/types';
import { isDay } from './versus';
import { readWhatIf, type WhatIf, writeWhatIf } from './what-if';
import { readWorking, type Working, writeWorking } from './working';

/** Everything the address bar holds: a reload or a shared link shows the same page. */
export interface View extends Working, WhatIf {
  territory: string;
  kind: Kind;
  ages: Ages;
  /** Metres, as the crow flies. */
  within: number;
  fill: Fill;
  at: string;
  mode: Mode;
  /** Places per 100 children; null leaves the choice to the server. */
  ref: number | null;
  method: Method;
  commune: string | null;
  camera: Camera | null;
  page: Page;
  /** Who exercises the competence of the service public de la petite enfance. */
  competence: Competence;
  /** « Où ouvrir ? »: the fewest sites for all children, so many sites, or closed. */
  siting: Sites | null;
  /** Where they may open. */
  candidates: Candidates;
  /** What to compare with, a baseline by its id or a day; null leaves the choice to the first baseline of the server. */
  since: string | null;
}
export type Sites = 'all' | number;
export type Candidates = 'town-halls' | 'services' | 'all';
/** The working view, the import laid over it, or the official's view, which reads without being learnt. */
export type Page = 'map' | 'import' | 'official';
export interface Camera { lon: number; lat: number; zoom: number }
export type Method = 'jenks' | 'quantiles' | 'equal';

export const KINDS: readonly Kind[] = ['eaje', 'rpe', 'laep', 'alsh', 'evs'];
export const AGES_OF: Record<Kind, readonly Ages[]> = {
  eaje: ['0-2'], rpe: ['0-5'], laep: ['0-5'], alsh: ['3-11', '11-17'], evs: ['0-17'],
};
export const MODES: readonly Mode[] = ['all', 'psu', 'paje'];
export const METHODS: readonly Method[] = ['jenks', 'quantiles', 'equal'];
/** Most sites that the page asks for; the server takes more. */
export const SITES_MAX = 20;
export const WITHIN_MIN = 100;
export const WITHIN_MAX = 100_000;
export const WITHIN_DEFAULT = 2000;
/** The official view asks nothing: further than the next village, and unknown places estimated, or it could not say who has one. */
export const WITHIN_OFFICIAL = 3000;
const PAGES: Record<string, Page> = { elu: 'official', import: 'import' };
const CANDIDATES: Record<string, Candidates> = { locaux: 'services', tous: 'all' };
const NAMES: Record<Page, string | null> = { official: 'elu', import: 'import', map: null };
const defaultFill = (page: Page): Fill => (page === 'official' ? 'mean' : 'none');
/** EAJE places per 100 children under 3, France 2023 (Onape): 19.9 PSU + 3.6 others. */
export const REFERENCE_EAJE = 23.5;

export const today = (now = new Date()): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

export const defaultReference = (kind: Kind): number | null => (kind === 'eaje' ? REFERENCE_EAJE : null);

/** A kind brings its own age band, reference and sources of places. */
export const kindPatch = (kind: Kind): Partial<View> => ({ kind, ages: AGES_OF[kind][0]!, mode: 'all', ref: defaultReference(kind), service: null, slot: null });

const oneOf = <T extends string>(text: string | null, allowed: readonly T[], otherwise: T): T =>
  allowed.find((value) => value === text) ?? otherwise;

/** `Number('')` and `Number(null)` are 0, and an absent parameter is not zero. */
const number = (text: string | null): number | null => {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};

function sites(text: string | null): Sites | null {
  if (text === 'tous') return 'all';
  const count = number(text);
  return count !== null && Number.isInteger(count) && count >= 1 && count <= SITES_MAX ? count : null;
}

export function readView(search: string, territory: string): View {
  const q = new URLSearchParams(search);
  // The bare address is the one that is sent to people who have never been here.
  const page = [...q.keys()].length === 0 ? 'official' : (PAGES[q.get('vue') ?? ''] ?? 'map');
  const kind = oneOf(q.get('kind'), KINDS, 'eaje');
  const within = number(q.get('within'));
  const [lon, lat, zoom] = [number(q.get('lon')), number(q.get('lat')), number(q.get('zoom'))];
  const ref = number(q.get('ref'));
  const at = q.get('at');
  return {
    territory: q.get('territory') || territory,
    kind,
    ages: oneOf(q.get('ages'), AGES_OF[kind], AGES_OF[kind][0]!),
    within: within !== null && within >= WITHIN_MIN && within <= WITHIN_MAX ? Math.round(within) : page === 'official' ? WITHIN_OFFICIAL : WITHIN_DEFAULT,
    fill: oneOf(q.get('fill'), ['none', 'mean'], defaultFill(page)),
    at: at !== null && isDay(at) ? at : today(),
    mode: kind === 'eaje' ? oneOf(q.get('mode'), MODES, 'all') : 'all',
    ref: ref !== null && ref >= 0 ? ref : defaultReference(kind),
    method: oneOf(q.get('method'), METHODS, 'jenks'),
    commune: q.get('commune') || null,
    camera: lon !== null && lat !== null && zoom !== null && Math.abs(lat) <= 90 ? { lon, lat, zoom } : null,
    page,
    competence: q.get('competence') === 'transferee' ? 'transferred' : 'communes',
    siting: sites(q.get('ouvrir')),
    candidates: CANDIDATES[q.get('candidats') ?? ''] ?? 'town-halls',
    since: q.get('depuis') || null,
    ...readWorking(q, KINDS),
    ...readWhatIf(q),
  };
}

export function writeView(v: View): string {
  const q = new URLSearchParams({ territory: v.territory, kind: v.kind });
  if (v.ages !== AGES_OF[v.kind][0]) q.set('ages', v.ages);
  q.set('within', String(v.within));
  if (v.fill !== defaultFill(v.page)) q.set('fill', v.fill);
  if (v.at !== today()) q.set('at', v.at);
  if (v.mode !== 'all') q.set('mode', v.mode);
  if (v.ref !== null && v.ref !== defaultReference(v.kind)) q.set('ref', String(v.ref));
  if (v.method !== 'jenks') q.set('method', v.method);
  if (v.commune) q.set('commune', v.commune);
  if (v.camera) {
    q.set('lon', v.camera.lon.toFixed(5));
    q.set('lat', v.camera.lat.toFixed(5));
    q.set('zoom', v.camera.zoom.toFixed(2));
  }
  if (v.competence !== 'communes') q.set('competence', 'transferee');
  if (v.siting !== null) q.set('ouvrir', v.siting === 'all' ? 'tous' : String(v.siting));
  const where = Object.keys(CANDIDATES).find((word) => CANDIDATES[word] === v.candidates);
  if (v.siting !== null && where !== undefined) q.set('candidats', where);
  if (v.since !== null) q.set('depuis', v.since);
  writeWorking(q, v);
  writeWhatIf(q, v);
  const name = NAMES[v.page];
  if (name !== null) q.set('vue', name);
  return `?${q.toString()}`;
}
