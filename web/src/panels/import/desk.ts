import type { Place as LinePlace, Service } from '../../api/draft';
import type { ImportSession } from '../../state/import-session';
import type { Place } from '../../state/place';
import type { LonLat } from '../../state/position';

/** The line that the person is looking at: pinned in the text, ringed on the map. */
export interface Selection { place: LinePlace; quote: string; service: string | null }

/** What the parts of the import view share. */
export interface Desk {
  readonly session: ImportSession;
  readonly place: Place;
  selected: Selection | null;
  /** `glance`: the pointer only passes over it, so nothing scrolls. */
  select(selection: Selection, glance?: boolean): void;
  /** Opens the map for one point; null when the person gives up. */
  locate(name: string, said: string | null, start: LonLat | null): Promise<LonLat | null>;
}

export const selectionOf = (s: Service): Selection => ({ place: s.place, quote: '', service: s.key });
