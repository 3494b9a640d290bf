import { base, params, question, reached, supposing } from './client';
import type * as Made from './generated';
import type { Due, Happened } from './generated';
import type { View } from '../state/view';

/** Answers of the indicators, as they are made; each names its sources in one line. */
export interface Sourced { source_line: string }
export type Ranking = Made.Ranking;
export type RankedCommune = Pick<Ranking['communes'][number], 'code' | 'name' | 'rank' | 'rank_low' | 'rank_high' | 'tied' | 'value' | 'value_status' | 'flips'>;
/** From this threshold on, in metres, the verdict holds. */
export type Flip = RankedCommune['flips'][number];

export type Access = Made.Access;
/** A service in reach of a town hall; `places` is null where nobody said. */
export type Sharing = Omit<NonNullable<Access['communes'][number]['explanation']>['services'][number], 'precision' | 'weight'>;

export type Modes = Made.Modes;
export type ModesOfZone = Pick<Modes['total'], 'modes' | 'register_places_sources' | 'register_children_sources'>;
export type ModeRow = ModesOfZone['modes'][number];
export type Published = Pick<ModeRow['published'], 'rate' | 'rate_status' | 'vintage'>;
export type Compared = Published & Pick<ModeRow['department'], 'same_vintage'>;
export type Origin = ModesOfZone['register_places_sources'][number];

export type { Competence, Covered, Due, DutyName } from './generated';
export type Perimeters = Made.Perimeters;

export type Duties = Made.Duties;
export type Duty = Duties['duties'][number];
export type DutyFlags = Record<'count_and_inform' | 'plan_and_support' | 'multi_year_scheme' | 'relay', Due>;
/** A sentence for the reader, and the authority that it is about. */
export type Finding = Duties['findings'][number];

export type Siting = Made.Siting;
export type NewSite = Siting['sites'][number];
/** A commune, and what stands at the site in it. */
export type SiteName = Omit<Siting['candidates'][number], 'children' | 'children_status'>;
export type Alternative = Omit<Siting['alternatives'][number], 'sites' | 'takes' | 'leaves_out'> & { takes: SiteName[]; leaves_out: SiteName[] };

export interface Change { id: string; name: string; commune: string; what: Happened; /** Of what opened and closed only. */ basis?: 'day' | 'list' }
export type Evolution = Omit<Made.Evolution, 'changes'> & { changes: Change[] };

/** Neither hangs on how unknown places are filled: they are not asked again for that. */
const within = (v: View): Record<string, string | number | null> => ({ ...question(v), fill: null, within: v.within });

export const asks = supposing({
  ranking: (v: View): string => `${base(v.territory)}/ranking?${params(reached(v))}`,
  access: (v: View): string => `${base(v.territory)}/access?${params(reached(v))}`,
  modes: (v: View): string => `${base(v.territory)}/modes?${params({ at: v.at, fill: v.fill })}`,
  perimeters: (v: View): string => `${base(v.territory)}/perimeters?${params(within(v))}`,
  duties: (v: View): string => `${base(v.territory)}/duties?${params({ at: v.at, competence: v.competence })}`,
  siting: (v: View): string => `${base(v.territory)}/siting?${params({ ...within(v), count: typeof v.siting === 'number' ? v.siting : null, candidates: v.candidates === 'town-halls' ? null : v.candidates, reference: v.ref })}`,
  evolution: (v: View, since: { from: string } | { baseline: string }): string =>
    `${base(v.territory)}/evolution?${params({ ...reached(v), ...since })}`,
});

