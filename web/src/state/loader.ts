import { api } from '../api/client';
import type { Answers, OfficialAnswers } from './picture';
import type { View } from './view';
import { supposed } from './what-if';

interface Kept<T> { key: string; value: T }
type Base = Omit<Answers, 'zones' | 'difference' | 'scenario' | keyof OfficialAnswers>;
type Measured = Pick<Answers, 'zones' | 'difference'>;

/**
 * Asks only for what a change of view has made stale. A new request aborts the one it replaces,
 * except while the threshold or a service is dragged: there one request runs, and only the latest step waits.
 */
export class Loader {
  private base: Kept<Base> | null = null;
  private zones: Kept<Measured> | null = null;
  private official: Kept<OfficialAnswers> | null = null;
  private running: AbortController | null = null;

  /** `refetched`: the register may have been changed by anyone, so nothing older may stand beside these answers. */
  constructor(private readonly refetched: () => void = () => {}) {}

  private static question = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at].join();
  private static baseKey = (v: View): string => `${Loader.question(v)};${supposed(v) ?? ''}`;
  private static zoneKey = (v: View): string => [Loader.baseKey(v), v.ref, v.within, v.decay].join();

  /** True when only the threshold, the reference or the scenario differs: steps that follow each other fast. */
  isStep(v: View): boolean {
    return this.base?.key.startsWith(`${Loader.question(v)};`) === true && this.zones !== null;
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
        : Promise.all([api.territory(v, signal), api.facilities(v, signal), api.coverage(v, signal)])
          .then(([territory, facilities, coverage]) => ({ territory, facilities, coverage })),
      this.zones?.key === Loader.zoneKey(v) ? this.zones.value : Promise.all([api.whiteZones(v, signal), api.difference(v, signal)]).then(([zones, difference]) => ({ zones, difference })),
      v.page === 'official' || v.cells ? (kept && this.official?.key === Loader.besideKey(v) ? this.official.value : Loader.besides(v, signal)) : null,
    ]);
    signal.throwIfAborted();
    if (this.base?.value !== base) this.refetched();
    this.base = { key: Loader.baseKey(v), value: base };
    this.zones = { key: Loader.zoneKey(v), value: zones };
    if (official) this.official = { key: Loader.besideKey(v), value: official };
    return { ...base, ...zones, ...official, scenario: v.scenario };
  }
}
