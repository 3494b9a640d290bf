import type * as GeoJSON from 'geojson';
import type { Cell } from '../api/official';

const METRES = 111_195;
/** As many cells tell how their grid lies. */
const ASKED = 60;

/** The angle of the grid against the parallels, from the nearest neighbours of some cells; grids differ from one territory to the next. */
export function tilt(cells: readonly { lon: number; lat: number }[], side: number): number {
  let [sine, cosine] = [0, 0];
  const every = Math.max(1, Math.floor(cells.length / ASKED));
  for (let i = 0; i < cells.length; i += every) {
    const a = cells[i]!;
    const wide = METRES * Math.cos((a.lat * Math.PI) / 180);
    for (const b of cells) {
      const [x, y] = [(b.lon - a.lon) * wide, (b.lat - a.lat) * METRES];
      const far = Math.hypot(x, y);
      if (far < side * 0.9 || far > side * 1.1) continue;
      // Four times the angle, so that neighbours on all four sides say the same.
      const turn = 4 * Math.atan2(y, x);
      sine += Math.sin(turn);
      cosine += Math.cos(turn);
    }
  }
  return sine === 0 && cosine === 0 ? 0 : Math.atan2(sine, cosine) / 4;
}

/** A square for each cell with children, its area in proportion to them; the fullest fills its cell. */
export function squares(cells: readonly Cell[], side: number): GeoJSON.FeatureCollection {
  const all = cells.filter((c) => (c.children ?? 0) > 0);
  const most = Math.max(0, ...all.map((c) => c.children ?? 0));
  const angle = tilt(all, side);
  const corners = [0, 1, 2, 3, 0].map((i) => angle + ((2 * i + 1) * Math.PI) / 4);
  return {
    type: 'FeatureCollection',
    features: all.map((c) => {
      const reach = Math.SQRT1_2 * side * Math.sqrt((c.children ?? 0) / most);
      const wide = METRES * Math.cos((c.lat * Math.PI) / 180);
      const ring = corners.map((t) => [c.lon + (reach * Math.cos(t)) / wide, c.lat + (reach * Math.sin(t)) / METRES]);
      return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { out: (c.out_of_reach ?? 0) > 0, imputed: c.imputed } };
    }),
  };
}
