import { api } from '../api/client';
import type { Territory, WhiteCollection } from '../api/types';
import type { Answers } from './picture';
import type { View } from './view';

interface Kept<T> { key: string; value: T }

/**
 * Asks only for what a change of view has made stale. A new request aborts the one it replaces,
 * except while the threshold is dragged: there one request runs, and only the latest step waits.
 */
export class Loader {
  private territory: Kept<Territory> | null = null;
  private base: Kept<Pick<Answers, 'facilities' | 'coverage'>> | null = null;
  private zones: Kept<WhiteCollection> | null = null;
  private running: AbortController | null = null;

  private static baseKey = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at].join();
  private static zoneKey = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at, v.ref, v.within].join();

  /** True when only the threshold or the reference differs: the answer is one request away. */
  onlyZones(v: View): boolean {
    return this.base?.key === Loader.baseKey(v) && this.zones !== null;
  }

  /** The register has changed: everything is asked for again. */
  forget(): void {
    this.territory = null;
    this.base = null;
    this.zones = null;
  }

  abort(): void {
    this.running?.abort();
  }

  async load(v: View): Promise<Answers> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const { signal } = running;
    const [territory, base, zones] = await Promise.all([
      this.territory?.key === v.territory ? this.territory.value : api.territory(v.territory, signal),
      this.base?.key === Loader.baseKey(v)
        ? this.base.value
        : Promise.all([api.facilities(v, signal), api.coverage(v, signal)]).then(([facilities, coverage]) => ({ facilities, coverage })),
      this.zones?.key === Loader.zoneKey(v) ? this.zones.value : api.whiteZones(v, signal),
    ]);
    signal.throwIfAborted();
    this.territory = { key: v.territory, value: territory };
    this.base = { key: Loader.baseKey(v), value: base };
    this.zones = { key: Loader.zoneKey(v), value: zones };
    return { territory, ...base, zones };
  }
}
