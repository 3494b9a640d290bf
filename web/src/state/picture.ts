import type { CoverageCollection, CoverageRow, FacilityCollection, Inventory, Status, Territory, WhiteCollection, WhiteRow } from '../api/types';
import { classify, type Classes } from '../map/classes';
import { sumOf } from './sum';
import type { View } from './view';

/** All that one drawing of the page stands on; panels and layers only read it. */
export interface Picture {
  view: View;
  territory: Territory;
  facilities: FacilityCollection;
  coverage: CoverageCollection;
  zones: WhiteCollection;
  inventory: Inventory | null;
  documented: boolean;
  classes: Classes;
  rows: Row[];
  total: Row;
}
export interface Row { code: string; name: string; coverage: CoverageRow; white: WhiteRow | null; cls: string }

export const whiteStatus = (w: WhiteRow): Status => w.white_status ?? w.status ?? 'not-documented';

export interface Answers {
  territory: Territory; facilities: FacilityCollection; coverage: CoverageCollection; zones: WhiteCollection;
}

/** A rate of which only the minimum 0 is known says nothing: it is kept out of the classes. */
export const knowsNothing = (row: CoverageRow): boolean => row.status === 'lower-bound' && !(row.rate !== null && row.rate > 0);

function classOf(row: CoverageRow, classes: Classes): string {
  if (knowsNothing(row)) return 'lower-bound';
  if (row.status === 'zero') return 'zero';
  if (row.rate === null) return row.status;
  return classes.of(row.rate);
}

export function makePicture(view: View, a: Answers): Picture {
  const rates = a.coverage.features.map((f) => f.properties).filter((r) => r.rate !== null && !knowsNothing(r));
  const classes = classify(rates.map((r) => r.rate ?? 0), view.method);
  const white = new Map(a.zones.metadata.communes.map((w) => [w.code, w]));
  const rows = a.coverage.features.map(({ properties: c }) => ({
    code: c.code, name: c.name, coverage: c, white: white.get(c.code) ?? null, cls: classOf(c, classes),
  }));
  const inventory = a.territory.inventories.find((i) => i.kind === view.kind) ?? null;
  const parts = a.coverage.features.map((f) => f.properties.explanation);
  const c: CoverageRow = { ...a.coverage.metadata.total, explanation: a.coverage.metadata.total.explanation ?? sumOf(parts) };
  return {
    view, ...a, inventory, classes, rows,
    documented: inventory !== null && inventory.completeness !== 'not-documented',
    total: { code: c.code, name: a.territory.name, coverage: c, white: a.zones.metadata.total, cls: classOf(c, classes) },
  };
}
