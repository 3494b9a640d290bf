import type * as GeoJSON from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../map/theme';
import type { Picture } from '../state/picture';
import { geojson, type MapLayer } from './layer';

export const FILL = 'communes-fill';

export const stepColour = (step: number): `s${1 | 2 | 3 | 4 | 5}` => `s${step as 1 | 2 | 3 | 4 | 5}`;

function colours(p: Picture, t: Theme): ExpressionSpecification {
  const pairs = p.classes.steps.flatMap((step, i): [string, string] => [String(i), t[stepColour(step)]]);
  return ['match', ['get', 'cls'], 'zero', t.s0, ...pairs, t.paper] as unknown as ExpressionSpecification;
}

export function communeAreas(p: Picture): GeoJSON.FeatureCollection {
  const cls = new Map(p.rows.map((r) => [r.code, r.cls]));
  return {
    type: 'FeatureCollection',
    features: p.coverage.features.flatMap((f) =>
      f.geometry === null ? [] : [{
        type: 'Feature' as const, geometry: f.geometry,
        properties: { code: f.properties.code, name: f.properties.name, cls: p.documented ? cls.get(f.properties.code) : 'not-documented' },
      }]),
  };
}

/** The rate of each commune. */
export const fill: MapLayer = {
  name: 'fill',
  sources: ({ picture }) => ({ communes: geojson(communeAreas(picture)) }),
  layers: ({ picture, theme, spotlight }): LayerSpecification[] => [{
    id: FILL, type: 'fill', source: 'communes',
    paint: {
      'fill-color': colours(picture, theme),
      'fill-opacity': spotlight === null ? 1 : ['case', ['==', ['get', 'cls'], spotlight], 1, 0.18],
      'fill-opacity-transition': { duration: 0, delay: 0 },
    },
  }],
};
