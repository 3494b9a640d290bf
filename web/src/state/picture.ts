import type { Siting } from '../api/indicators';
import type { Cells } from '../api/official';
import type { Difference, Differs } from '../api/scenario';
import type { CoverageCollection, CoverageRow, FacilityCollection, Inventory, Kind, Territory, WhiteCollection, WhiteRow } from '../api/types';
import { apart, classify, type Classes, parted } from '../map/classes';
import type { Known } from '../map/dots';
import { sumOf } from './sum';
import type { Ground } from './base-map';
import type { Gap } from './versus';
import type { View } from './view';

/** All that one drawing of the page stands on; panels and layers only read it. */
export interface Picture extends OfficialAnswers {
  view: View;
  territory: Territory;
  facilities: FacilityCollection;
  coverage: CoverageCollection;
  zones: WhiteCollection;
  /** What the scenario changes; null where nothing is supposed. */
  difference: Difference | null;
  inventory: Inventory | null;
  documented: boolean;
  classes: Classes;
  rows: Row[];
  total: Row;
  /** Sites to open, while « Où ouvrir ? » is open and answered. */
  siting: Siting | null;
  /** The other side of a comparison. */
  other: Picture | null;
  /** What is drawn under the figures. */
  basemap: Ground | null;
  /** A published rate that those of the communes are held against. */
  gap: Gap | null;
}
/** For the official view only: the children of each cell, and the services of every kind. */
export interface OfficialAnswers { cells?: Cells; everywhere?: FacilityCollection }
export interface Row { code: string; name: string; coverage: CoverageRow; white: WhiteRow | null; cls: string; /** What the scenario changes there. */ differs: Differs | null }

export interface Answers extends OfficialAnswers {
  territory: Territory; facilities: FacilityCollection; coverage: CoverageCollection; zones: WhiteCollection;
  difference: Difference | null;
  /** Under which scenario all this stands. */
  scenario: string | null;
}

export const isOfficial = (p: Picture): boolean => p.view.page === 'official';

/** What can be said of all children: who has a place, who is in reach, or only how many they are. */
export function knownOf(p: Picture): Known {
  const w = p.total.white;
  if (!p.documented || !w || w.out_of_reach === null || w.verdict === 'not-documented' || w.white_children_status === 'lower-bound') return 'children';
  return w.with_place === null || w.without_place === null || w.reach_status === 'lower-bound' ? 'reach' : 'places';
}

export const referenceOf = (p: Picture): number | null => p.view.ref ?? p.zones.metadata.reference;

/** What the map stands on. */
export const sourceLine = (p: Picture): string => p.zones.metadata.source_line || p.coverage.metadata.source_line;

/** Distances to children are known only where children are placed by cells. */
export const placedByCells = (row: Row): boolean => row.coverage.explanation.children.method.startsWith('cells');

/** A rate of which only the minimum 0 is known says nothing: it is kept out of the classes. */
export const knowsNothing = (row: CoverageRow): boolean => row.status === 'lower-bound' && !(row.rate !== null && row.rate > 0);

/** Only crèches and leisure centres are counted in places. */
export const countsPlaces = (kind: Kind): boolean => kind === 'eaje' || kind === 'alsh';

function classOf(row: CoverageRow, white: WhiteRow | null, classes: Classes, kind: Kind, against: number | null): string {
  if (!countsPlaces(kind) && row.rate === null && white && white.verdict !== 'not-documented') return white.verdict === 'secret' ? 'secret' : 'plain';
  if (knowsNothing(row)) return 'lower-bound';
  if (against !== null && row.rate !== null) return classes.of(row.rate - against);
  if (row.status === 'zero') return 'zero';
  if (row.rate === null) return row.status;
  return classes.of(row.rate);
}

const years = (ages: string): readonly [number, number] => {
  const [from = 0, to = from] = ages.split('-').map(Number);
  return [from, to];
};

/** A service for 11-17 is not one for 3-11: bands that only touch do not count. */
export function serves(ages: string | null, asked: string): boolean {
  if (ages === null || ages === asked) return true;
  const [[a, b], [c, d]] = [years(ages), years(asked)];
  return Math.min(b, d) - Math.max(a, c) >= 1 || a === b || c === d;
}

export const ratesOf = (a: Answers): number[] => a.coverage.features.flatMap(({ properties: r }) => (r.rate !== null && !knowsNothing(r) ? [r.rate] : []));

/** `rates`: those of the other side of a comparison, so that both are in the same classes. */
export function makePicture(view: View, a: Answers, siting: Siting | null = null, { rates, gap = null, basemap = null }: { rates?: readonly number[]; gap?: Gap | null; basemap?: Ground | null } = {}): Picture {
  const against = gap?.figure.value ?? null;
  const classes = against !== null ? apart() : view.bounds ? parted(view.bounds) : classify(rates ? [...new Set([...ratesOf(a), ...rates])] : ratesOf(a), view.method);
  const white = new Map(a.zones.metadata.communes.map((w) => [w.code, w]));
  const differs = new Map(a.difference?.difference.communes.map((d) => [d.code, d]));
  const rows = a.coverage.features.map(({ properties: c }) => {
    const w = white.get(c.code) ?? null;
    return { code: c.code, name: c.name, coverage: c, white: w, cls: classOf(c, w, classes, view.kind, against), differs: differs.get(c.code) ?? null };
  });
  const inventory = a.territory.inventories.find((i) => i.kind === view.kind) ?? null;
  const parts = a.coverage.features.map((f) => f.properties.explanation);
  const c: CoverageRow = { ...a.coverage.metadata.total, explanation: sumOf(parts) };
  return {
    view, ...a, inventory, classes, rows, siting, gap, other: null, basemap,
    facilities: { ...a.facilities, features: a.facilities.features.filter((f) => serves(f.properties.ages, view.ages)) },
    documented: inventory !== null && inventory.completeness !== 'not-documented',
    total: { code: c.code, name: a.territory.name, coverage: c, white: a.zones.metadata.total, cls: 'total', differs: a.difference?.difference.total ?? null },
  };
}
