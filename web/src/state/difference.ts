import type { Differs, Figure, Told } from '../api/scenario';
import type { Status } from '../api/types';
import { countsPlaces, type Picture } from './picture';

export interface Said { value: number | null; status: Status }
export const changeOf = (d: Differs, figure: Figure): Said => ({ value: d[`${figure}_change`], status: d[`${figure}_change_status`] });

/** The figure that tells the communes apart: children with a place, or those out of reach where that is not known. */
export const telling = (p: Picture): Figure =>
  countsPlaces(p.view.kind) && p.total.differs !== null && p.total.differs.with_place_change_status !== 'not-documented' ? 'with_place' : 'out_of_reach';

/** The changes to services of the kind that shows. */
export const changesOf = (p: Picture): Told[] => (p.difference?.scenario.changes ?? []).filter((c) => (c.before ?? c.after)?.kind === p.view.kind);
/** The same, a service that is changed twice told once. */
export const changedServices = (p: Picture): Told[] => [...new Map(changesOf(p).map((c) => [c.id, c])).values()];
