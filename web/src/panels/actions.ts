import type { Baseline } from '../api/types';
import type { Lazy } from '../state/lazy';
import type { Service } from '../state/services';
import type { Opening } from '../state/scenario';
import type { View } from '../state/view';

/** What the panels may ask of the page. `step` changes replace the address instead of adding to history. */
export interface Actions {
  change(patch: Partial<View>, how?: 'push' | 'step' | 'hold'): void;
  select(code: string | null): void;
  /** Chooses the commune of a service, and brings the map to it. */
  find(service: Service): void;
  hover(code: string | null): void;
  spotlight(cls: string | null): void;
  /** Draws again what is known. */
  draw(): void;
  /** Answers of the indicators, asked for as their sections show. */
  readonly lazy: Lazy;
  readonly baselines: readonly Baseline[];
  /** « Et si… »: services open, and one is chosen. */
  readonly supposing: { readonly on: boolean; open(sites: readonly Opening[], patch?: Partial<View>): void; pick(id: string): void };
  /** The way to the import view, and whether this computer may take it. */
  readonly importing: { open(): void; readonly rules: { allowed: boolean } };
}
