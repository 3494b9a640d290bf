import type { NearSite, WhiteRow } from '../api/types';
import type { Told } from '../words/official';
import { wholeParts } from '../words/parts';
import { WITHIN_MAX } from './view';
import { countsPlaces, knownOf, type Picture, type Row } from './picture';

/** A commune with fewer children out of reach than this has none that rounding would show. */
const SOME = 0.5;

export interface Parts { with: number; without: number; out: number }

/** The children in whole parts that add up to all of them; in reach stands under `without` where places do not count. */
export function partsOf(w: WhiteRow | null, places: boolean): Parts | null {
  if (!w || w.children === null || w.out_of_reach === null) return null;
  const counted = places && w.with_place !== null && w.without_place !== null && w.reach_status !== 'lower-bound';
  const [a = 0, b = 0, c = 0] = wholeParts(
    counted ? [w.with_place!, w.without_place!, w.out_of_reach] : [0, Math.max(0, w.children - w.out_of_reach), w.out_of_reach], Math.round(w.children));
  return { with: a, without: b, out: c };
}

/** The nearest known service of a country whose lists are not known says nothing of this place. */
export const near = (site: NearSite): boolean => site.distance <= WITHIN_MAX;

export const outIn = (p: Picture): Row[] => p.rows.filter((r) => (r.white?.out_of_reach ?? 0) >= SOME);

/** The facts behind the sentences. */
export function toldOf(p: Picture): Told {
  const w = p.total.white;
  const known = knownOf(p);
  const parts = partsOf(w, known === 'places');
  const { kind, ages, within } = p.view;
  return {
    kind, ages, within, known,
    estimated: w !== null && [w.children_status, ...(known === 'children' ? [] : [w.white_children_status, w.reach_status])].includes('estimated'),
    children: w?.children == null ? null : Math.round(w.children),
    with: parts?.with ?? 0, without: parts?.without ?? 0, out: parts?.out ?? 0,
    someOut: (w?.out_of_reach ?? 0) > 0,
    outIn: p.rows.length === 1 ? [] : outIn(p).map((r) => r.name),
    atLeast: countsPlaces(kind) ? Math.floor(w?.with_place ?? 0) : 0,
    facilities: w?.facilities ?? 0,
    perimeters: p.facilities.features.some((f) => f.properties.perimeter.length > 0),
    silent: p.documented ? p.rows.filter((r) => r.white?.verdict === 'not-documented').length : p.rows.length,
    communes: p.rows.length, secret: p.rows.filter((r) => r.white?.verdict === 'secret').length,
    partial: p.inventory?.completeness === 'partial',
  };
}

/** Communes from the one with most children without a place in reach on, or out of reach where places do not count. */
export function worst(p: Picture, most: number): { row: Row; lacking: number; parts: Parts }[] {
  const known = knownOf(p);
  if (known === 'children' || p.rows.length < 2) return [];
  const lacking = (w: WhiteRow | null): number => (w?.out_of_reach ?? 0) + (known === 'places' ? (w?.without_place ?? 0) : 0);
  return p.rows
    .filter((r) => lacking(r.white) >= SOME)
    .sort((a, b) => lacking(b.white) - lacking(a.white) || a.code.localeCompare(b.code))
    .slice(0, most)
    .flatMap((row) => {
      const parts = partsOf(row.white, known === 'places');
      return parts ? [{ row, parts, lacking: parts.out + (known === 'places' ? parts.without : 0) }] : [];
    });
}
