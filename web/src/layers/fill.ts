import type * as GeoJSON from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { colourOf } from '../map/classes';
import type { Theme } from '../map/theme';
import { isOfficial, knownOf, type Picture, type Row } from '../state/picture';
import { official } from '../words/official';
import { geojson, type LegendRow, type MapLayer } from './layer';

export const FILL = 'communes-fill';
/** Colours let the base map through, and are still told apart. */
const OVER_BASEMAP = 0.72;

function colours(p: Picture, t: Theme): ExpressionSpecification {
  const pairs = p.classes.steps.flatMap((_, i): [string, string] => [String(i), t[colourOf(p.classes, i) as keyof Theme]]);
  if (isOfficial(p)) return ['match', ['get', 'cls'], 'covered', t.s2, 'underserved', t.s1, t.paper];
  return ['match', ['get', 'cls'], 'zero', t.s0, ...pairs, t.paper] as unknown as ExpressionSpecification;
}

/** Dots speak where cells are known; a commune without cells is filled by its verdict. */
const officialClass = (p: Picture): ((row: Row) => string) => {
  const cells = new Set(p.cells?.cells.map((c) => c.code));
  return (r) => {
    if (knownOf(p) === 'children' && cells.size > 0) return 'plain';
    const verdict = r.white?.verdict ?? 'not-documented';
    if (verdict === 'not-documented' || verdict === 'secret') return verdict;
    if (cells.has(r.code) || verdict === 'white') return 'plain';
    const low = r.white?.reach_status === 'lower-bound';
    return verdict === 'partly-white' || low ? 'underserved' : verdict;
  };
};

export function communeAreas(p: Picture): GeoJSON.FeatureCollection {
  const of = isOfficial(p) ? officialClass(p) : null;
  const cls = new Map(p.rows.map((r) => [r.code, of ? of(r) : r.cls]));
  return {
    type: 'FeatureCollection',
    features: p.coverage.features.flatMap((f) =>
      f.geometry === null ? [] : [{
        type: 'Feature' as const, geometry: f.geometry,
        properties: { code: f.properties.code, name: f.properties.name, cls: p.documented || (of && p.cells?.cells.length) ? cls.get(f.properties.code) : 'not-documented' },
      }]),
  };
}

/** The rate of each commune. */
export const fill: MapLayer = {
  name: 'fill',
  sources: ({ picture }) => ({ communes: geojson(communeAreas(picture)) }),
  layers: ({ picture, theme, spotlight }): LayerSpecification[] => {
    const full = picture.basemap ? OVER_BASEMAP : 1;
    return [{
      id: FILL, type: 'fill', source: 'communes',
      paint: {
        'fill-color': colours(picture, theme),
        // The borders are drawn over the edges.
        'fill-antialias': false,
        'fill-opacity': spotlight === null ? full : ['case', ['==', ['get', 'cls'], spotlight], full, 0.18],
        'fill-opacity-transition': { duration: 0, delay: 0 },
      },
    }];
  },
  legend: (p): LegendRow[] => {
    if (!isOfficial(p)) return [];
    const of = new Set(p.rows.map(officialClass(p)));
    const row = (cls: 'covered' | 'underserved', colour: string): LegendRow[] =>
      (of.has(cls) ? [{ swatch: { shape: 'fill', colour, dashed: false }, text: official.verdicts[cls] }] : []);
    return p.documented ? [...row('covered', 's2'), ...row('underserved', 's1')] : [];
  },
};
