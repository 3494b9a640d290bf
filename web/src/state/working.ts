import type { Kind, Verdict } from '../api/types';
import { type Slot, SLOTS } from './slots';
import { readVersus, type Versus, writeVersus } from './versus';

/** How a place counts with distance: all the same up to the threshold, or the less the further. */
export type Decay = 'binary' | 'linear' | 'gaussian' | 'exponential';
export const DECAYS: readonly Decay[] = ['binary', 'linear', 'gaussian', 'exponential'];

/** What only the working view sets, as the address says it. */
export interface Working {
  decay: Decay;
  /** Bounds between classes that a person chose, growing; null leaves them to the method. */
  bounds: readonly number[] | null;
  versus: Versus | null;
  /** What the rows of the table have in their name, and their verdict. */
  named: string | null;
  verdict: RowVerdict | null;
  /** The service at hand, searched for or pressed, by its id. */
  service: string | null;
  /** Of leisure centres: those open then are drawn. */
  slot: Slot | null;
  /** Layers besides: the children of each cell, and the server's base map. */
  cells: boolean;
  basemap: boolean;
}

/** `in-reach`: with unknown places, so that neither covered nor underserved is proven. */
export type RowVerdict = Verdict | 'in-reach';
export const VERDICTS: readonly RowVerdict[] = ['white', 'partly-white', 'underserved', 'covered', 'in-reach', 'not-documented', 'secret'];

export const BOUNDS_MAX = 4;

/** Bounds between classes: a few numbers over 0, each greater than the one before; null otherwise. */
export function growing(bounds: readonly number[]): readonly number[] | null {
  const good = bounds.length >= 1 && bounds.length <= BOUNDS_MAX && bounds.every((b, i) => Number.isFinite(b) && b > (bounds[i - 1] ?? 0));
  return good ? bounds : null;
}

export const readWorking = (q: URLSearchParams, kinds: readonly Kind[]): Working => ({
  decay: DECAYS.find((d) => d === q.get('decay')) ?? 'binary',
  bounds: growing((q.get('classes') ?? '').split(',').map((b) => (b === '' ? Number.NaN : Number(b)))),
  versus: readVersus(q.get('comparer'), kinds),
  named: q.get('nom') || null,
  verdict: VERDICTS.find((v) => v === q.get('verdict')) ?? null,
  service: q.get('service') || null,
  slot: SLOTS.find((s) => s === q.get('slot')) ?? null,
  cells: q.get('carreaux') === '1',
  basemap: q.get('fond') === '1',
});

export function writeWorking(q: URLSearchParams, v: Working): void {
  if (v.decay !== 'binary') q.set('decay', v.decay);
  if (v.bounds) q.set('classes', v.bounds.join());
  if (v.versus) q.set('comparer', writeVersus(v.versus));
  if (v.named) q.set('nom', v.named);
  if (v.verdict) q.set('verdict', v.verdict);
  if (v.service) q.set('service', v.service);
  if (v.slot) q.set('slot', v.slot);
  if (v.cells) q.set('carreaux', '1');
  if (v.basemap) q.set('fond', '1');
}
