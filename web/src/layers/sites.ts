import type { Facility, Mode } from '../api/types';
import type { Picture } from '../state/picture';
import { inSlot } from '../state/slots';

/** The services of one point: one mark, opened as a list. */
export interface Site {
  lon: number; lat: number; facilities: Facility[];
  /** Sum of the places, filled or known; null as soon as none is known. */
  places: number | null;
  unknown: number;
  estimated: boolean;
  exact: boolean;
}

/** A missing capacity takes the mean that the server filled it with, told in the total's explanation. */
function placesOf(f: Facility, means: Map<string, number>): { places: number | null; filled: boolean } {
  if (f.capacity !== null) return { places: f.capacity, filled: false };
  const mean = means.get(`${f.subtype ?? ''}/${f.funding ?? ''}`) ?? means.get(`${f.subtype ?? ''}/`);
  return { places: mean ?? null, filled: mean !== undefined };
}

/** Only micro-crèches may be funded by the PAJE: another service that does not say is PSU. */
const counts = (f: Facility, mode: Mode): boolean =>
  mode === 'all' || f.funding === mode || (mode === 'psu' && f.funding === null && f.subtype !== 'micro-creche');

/** More points than this cannot be told apart: those of one square share a mark. */
const CROWD = 500;
const SQUARES = 12;
const kept = new WeakMap<Picture, Site[]>();

/** Read by several layers and panels for each drawing. */
export function sites(p: Picture): Site[] {
  const known = kept.get(p);
  if (known) return known;
  const found = collect(p, (lon, lat) => `${lon.toFixed(6)},${lat.toFixed(6)}`);
  const side = p.territory.bbox && found.length > CROWD ? (p.territory.bbox[2] - p.territory.bbox[0]) / SQUARES : 0;
  const all = side > 0 ? collect(p, (lon, lat) => `${Math.floor(lon / side)},${Math.floor((1.5 * lat) / side)}`) : found;
  kept.set(p, all);
  return all;
}

function collect(p: Picture, keyOf: (lon: number, lat: number) => string): Site[] {
  const means = new Map(p.total.coverage.explanation.filled.map((f) => [`${f.subtype}/${f.funding ?? ''}`, f.mean]));
  const at = new Map<string, Site>();
  for (const { geometry, properties: f } of p.facilities.features) {
    if (geometry === null || !counts(f, p.view.mode) || (p.view.slot !== null && inSlot(f.slots, p.view.slot) === false)) continue;
    const [lon, lat] = [geometry.coordinates[0]!, geometry.coordinates[1]!];
    const key = keyOf(lon, lat);
    const site = at.get(key) ?? { lon, lat, facilities: [], places: null, unknown: 0, estimated: false, exact: true };
    const { places, filled } = placesOf(f, means);
    if (places === null) site.unknown++;
    else site.places = (site.places ?? 0) + places;
    site.estimated ||= filled || f.precision !== 'exact';
    site.exact &&= f.precision === 'exact';
    site.facilities.push(f);
    at.set(key, site);
  }
  return [...at.values()].sort((a, b) => (b.places ?? 0) - (a.places ?? 0));
}

const PER_ROOT_PLACE = 2.05;
const LARGEST = 26;
export const UNKNOWN_RADIUS = 9;

/** Area in proportion to the places, the same factor over the whole map. */
export function radius(places: number, largest: number, narrow: boolean): number {
  const factor = Math.min(PER_ROOT_PLACE, LARGEST / Math.sqrt(Math.max(1, largest))) * (narrow ? 0.75 : 1);
  return Math.max(narrow ? 5 : 6, Math.round(factor * Math.sqrt(places) * 2) / 2);
}
