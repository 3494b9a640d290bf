import type { Kind, Named, Status, Verdict } from './types';

export type Figure = 'places' | 'rate' | 'with_place' | 'without_place' | 'out_of_reach';
type Side = 'before' | 'after' | 'change';
/** Each figure as it is, as it would be, and what that changes, with their statuses. */
export type Differs = Named & { verdict_before: Verdict; verdict_after: Verdict }
  & Record<`${Figure}_${Side}`, number | null> & Record<`${Figure}_${Side}_status`, Status>;

export interface Standing {
  name: string; kind: Kind; commune: string; commune_name: string | null; capacity: number | null;
  lon: number | null; lat: number | null; precision: 'exact' | 'street' | 'town-hall' | 'none';
}
/** A change with its service as it is and as it would be in the end; null where it is not. */
export interface Told { what: 'open' | 'close' | 'move' | 'resize'; id: string; before: Standing | null; after: Standing | null }
export interface Difference {
  scenario: { name: string; changes: Told[] };
  difference: { communes: Differs[]; total: Differs };
}
