import { base, params, supposing } from './client';
import type { Kind, Named, Status, Verdict } from './types';
import type { View } from '../state/view';

/** Answers of the indicators as the page sees them; what it does not show is left out. Each names its sources in one line. */
export interface Sourced { source_line: string }
export interface RankedCommune extends Named {
  rank: number | null; rank_low: number | null; rank_high: number | null; tied: number | null;
  value: number | null; value_status: Status; flips: Flip[];
}
/** From this threshold on, in metres, the verdict holds. */
export interface Flip { from: number; verdict: Verdict }
export interface Ranking extends Sourced { communes: RankedCommune[]; flips_up_to: number }

/** A service in reach of a town hall; `places` is null where nobody said. */
export interface Sharing {
  id: string; name: string; commune: string; commune_name: string | null; distance: number;
  places: number | null; places_status: Status;
  children_sharing: number; children_sharing_status: Status; access: number; access_status: Status;
}
export interface Access extends Sourced {
  neighbours_documented: boolean;
  communes: (Named & {
    access: number | null; access_status: Status;
    explanation: { lots: 'cells' | 'town-hall'; services: Sharing[]; omitted: number } | null;
  })[];
}

export interface Published { rate: number | null; rate_status: Status; vintage: string | null }
export interface Compared extends Published { same_vintage: boolean | null }
export interface ModeRow { mode: string; label: string; published: Published; register: { rate: number | null; rate_status: Status }; department: Compared; france: Compared }
export interface Origin { id: string; vintage: string | null }
export interface ModesOfZone { modes: ModeRow[]; register_places_sources: Origin[]; register_children_sources: Origin[] }
export interface Modes extends Sourced { department: Named | null; communes: (Named & ModesOfZone)[]; total: ModesOfZone }

export type Covered = 'perimeter' | 'reach' | 'partly' | 'none' | 'not-documented';
export interface CoveredCommune extends Named {
  covered: Covered; served_by: string; children_left: number | null; children_left_status: Status;
}
export interface PerimeterService { name: string; frequency: string | null; perimeter: string[] }
export interface Perimeters extends Sourced {
  services: PerimeterService[]; communes: CoveredCommune[]; childminders_per_animator: number;
  total: {
    communes: number; not_documented: number; communes_covered: number | null; communes_covered_status: Status;
    communes_left: number | null; communes_left_status: Status; communes_progress: number | null; communes_progress_status: Status;
    children_covered: number | null; children_covered_status: Status; children_left: number | null; children_left_status: Status;
    children_progress: number | null; children_progress_status: Status;
    per_animator: number | null; per_animator_status: Status;
  };
}

export type Due = 'due' | 'not-due' | 'not-in-force' | 'not-documented';
export type DutyName = 'count-and-inform' | 'plan-and-support' | 'multi-year-scheme' | 'relay';
export interface Duty { duty: DutyName; asks: string; above: number | null; since: string; article: string; note: string | null }
export interface DutyFlags { count_and_inform: Due; plan_and_support: Due; multi_year_scheme: Due; relay: Due }
/** A sentence for the reader, and the authority that it is about. */
export interface Finding { code: string; sentence: string }
export interface Duties extends Sourced {
  competence: Competence; population_vintage: string | null; duties: Duty[]; findings: Finding[]; transfer_article: string | null;
  communes: (Named & DutyFlags & Counted)[];
  total: Named & Partial<DutyFlags> & Partial<Counted> & { population: number | null; population_status: Status; authorities?: number };
}
export interface Counted {
  authority_code: string; authority_name: string; counted_population: number | null; counted_population_status: Status;
  relay_found: 'present' | 'missing' | 'not-documented' | 'not-due'; relays: { name: string }[];
}
export type Competence = 'communes' | 'transferred';

export interface NewSite extends Named { rank: number; lon: number; lat: number; children: number | null; children_status: Status }
export interface Alternative { objective: number; children: number | null; children_status: Status; leaves_out: Named[]; takes: Named[] }
export interface Siting extends Sourced {
  kind: Kind; within: number; method: 'lscp' | 'mclp'; objective: number | null; objective_status: Status;
  optimal: boolean | null; bound: number | null; alternatives: Alternative[]; not_documented: Named[]; neighbours_documented: boolean; sites: NewSite[];
  total: {
    children: number | null; children_status: Status;
    not_chosen?: number | null; not_chosen_status?: Status; no_candidate?: number | null; no_candidate_status?: Status; not_placed?: number | null; not_placed_status?: Status;
  };
}

export interface Change { id: string; name: string; commune: string; what: 'opened' | 'closed' | 'resized' | 'moved'; /** Of what opened and closed only. */ basis?: 'day' | 'list' }
interface Differs {
  out_of_reach_before: number | null; out_of_reach_before_status: Status; out_of_reach_after: number | null; out_of_reach_after_status: Status;
  out_of_reach_change: number | null; out_of_reach_change_status: Status;
}
export interface Evolution extends Sourced { from: string; at: string; same_children: boolean; population: string | null; changes: Change[]; communes: (Named & Differs)[]; total: Named & Differs }

const within = (v: View): Record<string, string | number> => ({ kind: v.kind, ages: v.ages, mode: v.mode, at: v.at, within: v.within });

export const asks = supposing({
  ranking: (v: View): string => `${base(v.territory)}/ranking?${params({ ...within(v), fill: v.fill, reference: v.ref })}`,
  access: (v: View): string => `${base(v.territory)}/access?${params({ ...within(v), fill: v.fill, reference: v.ref })}`,
  modes: (v: View): string => `${base(v.territory)}/modes?${params({ at: v.at, fill: v.fill })}`,
  perimeters: (v: View): string => `${base(v.territory)}/perimeters?${params(within(v))}`,
  duties: (v: View): string => `${base(v.territory)}/duties?${params({ at: v.at, competence: v.competence })}`,
  siting: (v: View): string => `${base(v.territory)}/siting?${params({ ...within(v), count: typeof v.siting === 'number' ? v.siting : null })}`,
  evolution: (v: View, since: { from: string } | { baseline: string }): string =>
    `${base(v.territory)}/evolution?${params({ ...within(v), fill: v.fill, reference: v.ref, ...since })}`,
});

