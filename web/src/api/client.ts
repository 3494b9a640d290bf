import type { Config, CoverageAnswer, CoverageCollection, FacilityCollection, Problem, Territory, TerritoryHit, WhiteCollection } from './types';
import type { Cells } from './official';
import type { Difference } from './scenario';
import type { View } from '../state/view';
import { supposed } from '../state/what-if';
import { errors } from '../words/messages';

/** What failed, in words for the reader. */
export class ApiError extends Error {
  constructor(message: string, /** Refused by the server: the status and the parameter, if it named one. */ readonly refused: { status: number; parameter: string | undefined } | null = null) {
    super(message);
  }
}

/** The server explains itself in English, for programs; the page says it in French. */
const refusal = (status: number, parameter: string | undefined): string =>
  status === 404 ? errors.unknownTerritory : parameter === undefined ? errors.refused(status) : errors.parameter(parameter);

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(errors.noAnswer);
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as Problem;
    throw new ApiError(refusal(response.status, problem.parameter), { status: response.status, parameter: problem.parameter });
  }
  return (await response.json()) as T;
}

export const params = (values: Values): string =>
  new URLSearchParams(Object.entries(values).flatMap(([k, v]) => (v === null ? [] : [[k, String(v)]]))).toString();

type Values = Record<string, string | number | null>;
/** What every figure hangs on. */
export const question = (v: View): Values => ({ kind: v.kind, ages: v.ages, mode: v.mode, fill: v.fill, at: v.at });
/** What hangs on distance besides; the server weighs none unless asked to. */
export const reached = (v: View): Values => ({ ...question(v), within: v.within, reference: v.ref, decay: v.decay === 'binary' ? null : v.decay });

export const base = (code: string): string => `/api/territories/${encodeURIComponent(code)}`;

/** What a view stands on, by the names under which the server gives it; the coverage with the shapes of the communes or without. */
export interface Parts {
  territory: Territory; facilities: FacilityCollection; coverage: CoverageCollection | CoverageAnswer; 'white-zones': WhiteCollection;
  scenario: Difference; cells: Cells;
}
export type Part = keyof Parts;

export type Format = 'json' | 'geojson' | 'csv';
export interface Sheet { format: 'pdf' | 'svg' | 'png'; size: 'a4' | 'slide'; commune: string | null }

/** Addresses that ask about a territory, each under the scenario of the view: added here alone, so that none forgets it. */
export function supposing<T extends Record<string, (v: View, ...more: never[]) => string>>(asked: T): T {
  const under = (url: string, text: string | null): string =>
    text === null ? url : `${url}${url.includes('?') ? '&' : '?'}${params({ scenario: text })}`;
  return Object.fromEntries(Object.entries(asked).map(([name, url]) => [name, (v: View, ...more: never[]) => under(url(v, ...more), supposed(v))])) as T;
}

export const urls = supposing({
  /** Several answers in one journey. */
  answers: (v: View, of: readonly Part[], shapes: boolean): string =>
    `${base(v.territory)}/answers?${params({
      of: of.join(), ...reached(v),
      'facilities.mode': 'all', 'coverage.format': shapes ? 'geojson' : null, 'white-zones.format': 'geojson', 'scenario.answers': 'none',
    })}`,
  facilities: (v: View): string => `${base(v.territory)}/facilities?${params({ kind: v.kind, ages: v.ages, at: v.at })}`,
  coverage: (v: View, format: Format): string => `${base(v.territory)}/coverage?${params({ ...question(v), format })}`,
  whiteZones: (v: View, format: Format): string => `${base(v.territory)}/white-zones?${params({ ...reached(v), format })}`,
  everywhere: (v: View): string => `${base(v.territory)}/facilities?${params({ at: v.at })}`,
  /** A page or a slide drawn by the server, of the territory or of one of its communes. */
  sheet: (v: View, { format = 'pdf', size = 'a4', commune = null }: Partial<Sheet> = {}): string =>
    `${base(v.territory)}/sheet?${params({ ...reached(v), format, size, commune })}`,
  /** The map as the server draws it, where the browser cannot. */
  mapSvg: (v: View): string => `${base(v.territory)}/map.svg?${params(reached(v))}`,
  /** What the scenario changes. */
  difference: (v: View, format: Format): string => `${base(v.territory)}/scenario?${params({ ...reached(v), answers: 'none', format })}`,
});

export const api = {
  config: (): Promise<Config> => get('/api/config'),
  search: async (q: string, signal: AbortSignal): Promise<TerritoryHit[]> =>
    (await get<{ territories: TerritoryHit[] }>(`/api/territories?${params({ q, limit: 20 })}`, signal)).territories,
  answers: async (v: View, of: readonly Part[], shapes: boolean, signal: AbortSignal): Promise<Partial<Parts>> => (of.length === 0 ? {} : get(urls.answers(v, of, shapes), signal)),
  everywhere: (v: View, signal: AbortSignal): Promise<FacilityCollection> => get(urls.everywhere(v), signal),
};
