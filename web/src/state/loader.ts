import { api } from '../api/client';
import type { WhiteCollection } from '../api/types';
import type { Answers, OfficialAnswers } from './picture';
import type { View } from './view';

interface Kept<T> { key: string; value: T }

/**
 * Asks only for what a change of view has made stale. A new request aborts the one it replaces,
 * except while the threshold is dragged: there one request runs, and only the latest step waits.
 */
export class Loader {
  private base: Kept<Omit<Answers, 'zones' | keyof OfficialAnswers>> | null = null;
  private zones: Kept<WhiteCollection> | null = null;
  private official: Kept<OfficialAnswers> | null = null;
  private running: AbortController | null = null;

  /** `refetched`: the register may have been changed by anyone, so nothing older may stand beside these answers. */
  constructor(private readonly refetched: () => void = () => {}) {}

  private static baseKey = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at].join();
  private static zoneKey = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at, v.ref, v.within, v.decay].join();

  /** True when only the threshold or the reference differs: the answer is one request away. */
  onlyZones(v: View): boolean {
    return this.base?.key === Loader.baseKey(v) && this.zones !== null;
  }

  /** The register has changed: everything is asked for again. */
  forget(): void {
    this.base = null;
    this.zones = null;
  }

  /** What the official view needs besides; the working view has cells as a layer. */
  private static besides = (v: View, signal: AbortSignal): Promise<OfficialAnswers> =>
    Promise.all([api.cells(v, signal), v.page === 'official' ? api.everywhere(v, signal) : null]).then(([cells, everywhere]) => ({ cells, ...(everywhere ? { everywhere } : {}) }));
  private static besideKey = (v: View): string => `${Loader.zoneKey(v)} ${v.page === 'official'}`;

  abort(): void {
    this.running?.abort();
  }

  async load(v: View): Promise<Answers> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const { signal } = running;
    const kept = this.base?.key === Loader.baseKey(v) ? this.base : null;
    const [base, zones, official] = await Promise.all([
      kept
        ? kept.value
        : Promise.all([api.territory(v.territory, signal), api.facilities(v, signal), api.coverage(v, signal)])
          .then(([territory, facilities, coverage]) => ({ territory, facilities, coverage })),
      this.zones?.key === Loader.zoneKey(v) ? this.zones.value : api.whiteZones(v, signal),
      v.page === 'official' || v.cells ? (kept && this.official?.key === Loader.besideKey(v) ? this.official.value : Loader.besides(v, signal)) : null,
    ]);
    signal.throwIfAborted();
    if (this.base?.value !== base) this.refetched();
    this.base = { key: Loader.baseKey(v), value: base };
    this.zones = { key: Loader.zoneKey(v), value: zones };
    if (official) this.official = { key: Loader.besideKey(v), value: official };
    return { ...base, zones, ...official };
  }
}
