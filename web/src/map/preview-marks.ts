import type { Service } from '../api/draft';
import type { Kind } from '../api/types';

/** One mark of the preview: the services of one kind at one point, or one line that a question is about. */
export interface PreviewMark {
  lon: number; lat: number; kind: Kind | null; exact: boolean; keys: string[];
  /** Number of the question, null for lines read without doubt. */
  ask: number | null;
  /** Pixels to the right of the point: marks of one point stand side by side. */
  shift: number;
}

const APART = 23;

export function previewMarks(services: readonly Service[], asks: ReadonlyMap<string, number>): PreviewMark[] {
  const points = new Map<string, Map<string, PreviewMark>>();
  for (const { key, facility: f } of services) {
    const ask = asks.get(key) ?? null;
    if (f.lon === null || f.lat === null || (f.kind === null && ask === null)) continue;
    const at = `${f.lon.toFixed(5)},${f.lat.toFixed(5)}`;
    const marks = points.get(at) ?? new Map<string, PreviewMark>();
    points.set(at, marks);
    const name = ask === null ? `${f.kind ?? ''}` : `?${ask}`;
    const mark = marks.get(name) ?? { lon: f.lon, lat: f.lat, kind: f.kind, exact: true, keys: [], ask, shift: 0 };
    mark.exact &&= f.precision === 'exact';
    mark.keys.push(key);
    marks.set(name, mark);
  }
  return [...points.values()].flatMap((marks) => {
    const all = [...marks.values()];
    all.forEach((m, i) => { m.shift = Math.round((i - (all.length - 1) / 2) * APART); });
    return all;
  });
}
