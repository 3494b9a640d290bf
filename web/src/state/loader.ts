import { api, type Part, type Parts } from '../api/client';
import type { AreaGeometry, CoverageCollection, FacilityCollection } from '../api/types';
import type { Answers } from './picture';
import type { View } from './view';
import { supposed } from './what-if';

/** What is held of a view's answers. */
type Held = Partial<Omit<Parts, 'coverage'>> & { coverage?: CoverageCollection; everywhere?: FacilityCollection };

/** These hang on neither the threshold nor the reference. */
const LASTING = ['territory', 'facilities', 'coverage'] as const satisfies readonly Part[];

/** What every view shows. */
type Whole = Held & Required<Pick<Held, (typeof LASTING)[number] | 'white-zones'>>;

/** What a view shows: the official's has cells, and the services of every kind besides. */
const partsOf = (v: View): Part[] =>
  [...LASTING, 'white-zones', ...(supposed(v) === null ? [] : ['scenario'] as const), ...(v.page === 'official' || v.cells ? ['cells'] as const : [])];

/**
 * Asks only for what a change of view has made stale. A new request aborts the one it replaces,
 * except while the threshold or a service is dragged: there one request runs, and only the latest step waits.
 */
export class Loader {
  private held: Held = {};
  /** What the held answers were asked with: without the threshold and the reference, and with them. */
  private base = '';
  private zone = '';
  /** Of the territory's communes: they travel once. */
  private shapes: { territory: string; of: Map<string, AreaGeometry | null> } | null = null;
  private running: AbortController | null = null;

  /** `refetched`: the register may have been changed by anyone, so nothing older may stand beside these answers. */
  constructor(private readonly refetched: () => void = () => {}) {}

  private static question = (v: View): string => [v.territory, v.kind, v.ages, v.mode, v.fill, v.at].join();
  private static baseKey = (v: View): string => `${Loader.question(v)};${supposed(v) ?? ''}`;
  private static zoneKey = (v: View): string => [Loader.baseKey(v), v.ref, v.within, v.decay].join();

  /** True when only the threshold, the reference or the scenario differs: steps that follow each other fast. */
  isStep(v: View): boolean {
    return this.base.startsWith(`${Loader.question(v)};`);
  }

  /** The register has changed: everything is asked for again. */
  forget(): void {
    this.base = '';
    this.zone = '';
    this.shapes = null;
  }

  abort(): void {
    this.running?.abort();
  }

  /** What of the held answers still stands under a view. */
  private standing(v: View): Held {
    if (this.base !== Loader.baseKey(v)) return {};
    if (this.zone === Loader.zoneKey(v)) return this.held;
    const { 'white-zones': _zones, scenario: _scenario, cells: _cells, ...lasting } = this.held;
    return lasting;
  }

  /** The coverage with the shapes of its communes, whether they came with it or were held. */
  private shaped(v: View, coverage: Parts['coverage']): CoverageCollection {
    if ('features' in coverage) {
      this.shapes = { territory: v.territory, of: new Map(coverage.features.map((f) => [f.properties.code, f.geometry])) };
      return coverage;
    }
    const { communes, ...metadata } = coverage;
    const features = communes.map((properties) => ({ type: 'Feature' as const, geometry: this.shapes?.of.get(properties.code) ?? null, properties }));
    return { type: 'FeatureCollection', features, metadata };
  }

  async load(v: View): Promise<Answers> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const { signal } = running;
    const [standing, wanted] = [this.standing(v), partsOf(v)];
    const [{ coverage, ...asked }, everywhere] = await Promise.all([
      api.answers(v, wanted.filter((part) => standing[part] === undefined), this.shapes?.territory !== v.territory, signal),
      v.page === 'official' ? standing.everywhere ?? api.everywhere(v, signal) : null,
    ]);
    signal.throwIfAborted();
    const held: Held = { ...standing, ...asked, ...(coverage && { coverage: this.shaped(v, coverage) }), ...(everywhere && { everywhere }) };
    if (coverage) this.refetched();
    this.held = held;
    this.base = Loader.baseKey(v);
    this.zone = Loader.zoneKey(v);
    return answersOf(v, held as Whole, wanted);
  }
}

function answersOf(v: View, { territory, facilities, coverage, 'white-zones': zones, scenario, cells, everywhere }: Whole, wanted: readonly Part[]): Answers {
  return {
    territory, facilities, coverage, zones, difference: scenario ?? null, scenario: v.scenario,
    ...(cells && wanted.includes('cells') ? { cells } : {}), ...(everywhere && v.page === 'official' ? { everywhere } : {}),
  };
}
