import type { Modes } from '../api/indicators';
import type { Kind, Status } from '../api/types';
import type { View } from './view';

/** What the view is compared with: another day, another kind of service, or a published rate. */
export type Versus = { by: 'date'; at: string } | { by: 'kind'; kind: Kind } | { by: 'zone'; zone: Zone };
export type Zone = 'departement' | 'france';

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** `date:2025-12-19`, `kind:laep`, `departement`, `france`. */
export function readVersus(text: string | null, kinds: readonly Kind[]): Versus | null {
  if (text === 'departement' || text === 'france') return { by: 'zone', zone: text };
  const [by, what = ''] = (text ?? '').split(':');
  const kind = kinds.find((k) => k === what);
  if (by === 'kind' && kind) return { by, kind };
  return by === 'date' && isDay(what) ? { by, at: what } : null;
}
export const writeVersus = (v: Versus): string => (v.by === 'zone' ? v.zone : `${v.by}:${v.by === 'kind' ? v.kind : v.at}`);

/** The question of the second map; null while there is none to ask. */
export function otherView(v: View, patch: (kind: Kind) => Partial<View>): View | null {
  const { versus } = v;
  if (v.page !== 'map' || versus === null || versus.by === 'zone') return null;
  if (versus.by === 'date') return versus.at === v.at ? null : { ...v, at: versus.at };
  return versus.kind === v.kind ? null : { ...v, ...patch(versus.kind) };
}

/** Choosing the kind on the other side turns the two around. */
export const turned = (v: View, kind: Kind | undefined): Versus | null =>
  (v.versus?.by === 'kind' && v.versus.kind === kind ? { by: 'kind', kind: v.kind } : v.versus);

export interface Figure { value: number | null; status: Status }
const BARE: readonly Status[] = ['secret', 'not-documented', 'not-applicable'];

/** What is hidden or unknown on one side stays so in the difference; « au moins » holds only where the other side is exact. */
export function minus(a: Figure, b: Figure): Figure {
  const bare = BARE.find((s) => a.status === s || b.status === s);
  if (bare) return { value: null, status: bare };
  if (a.value === null || b.value === null || b.status === 'lower-bound') return { value: null, status: 'not-documented' };
  const value = a.value - b.value;
  // The same on both sides is no change, however it was estimated.
  if (value === 0 && a.status !== 'lower-bound') return { value, status: 'zero' };
  if (a.status === 'lower-bound') return { value, status: 'lower-bound' };
  return { value, status: a.status === 'estimated' || b.status === 'estimated' ? 'estimated' : 'observed' };
}

/** A published rate to hold the register's own against, and what is published of all modes on both sides. */
export interface Gap { name: string; figure: Figure; vintage: string | null; all: { here: Published; there: Published; same: boolean | null } }
export interface Published extends Figure { vintage: string | null }

const MODE = { all: 'eaje', psu: 'eaje-psu', paje: 'eaje-hors-psu' } as const;

export function gapTo(v: View, answer: Modes): Gap | null {
  if (v.versus?.by !== 'zone') return null;
  const there = v.versus.zone === 'france' ? 'france' : 'department';
  const of = (mode: string) => answer.total.modes.find((m) => m.mode === mode);
  const published = (p: { rate: number | null; rate_status: Status; vintage: string | null } | undefined): Published =>
    ({ value: p?.rate ?? null, status: p?.rate_status ?? 'not-documented', vintage: p?.vintage ?? null });
  const rate = published(v.kind === 'eaje' ? of(MODE[v.mode])?.[there] : undefined);
  const all = of('global');
  return {
    name: there === 'france' ? 'France' : (answer.department?.name ?? 'Département'), figure: rate, vintage: rate.vintage,
    all: { here: published(all?.published), there: published(all?.[there]), same: all?.[there].same_vintage ?? null },
  };
}
