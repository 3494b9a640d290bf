import type { LayerSpecification } from 'maplibre-gl';
import { reachLimits } from '../map/arcs';
import { isOfficial, type Picture } from '../state/picture';
import { geojson, type LegendRow, type MapLayer, NOTHING } from './layer';

const estimated = (p: Picture): boolean =>
  p.zones.metadata.position_status === 'estimated' || p.zones.features.some((f) => f.properties.status === 'estimated');

/** Out of reach: the only brick on the map. */
export const whiteZones: MapLayer = {
  name: 'white-zones',
  sources: ({ picture: p }) => {
    if (!p.documented) return { white: geojson(NOTHING), 'white-limits': geojson(NOTHING) };
    const borders = new Map(p.coverage.features.map((f) => [f.properties.code, f.geometry]));
    return {
      white: geojson({
        type: 'FeatureCollection',
        features: p.zones.features.map((f) => ({ type: 'Feature', geometry: f.geometry, properties: { code: f.properties.code } })),
      }),
      'white-limits': geojson(reachLimits(p.zones.features.map((f) => ({ geometry: f.geometry, border: borders.get(f.properties.code) ?? null })))),
    };
  },
  layers: ({ picture, theme, pattern }): LayerSpecification[] => [
    { id: 'white-hatch', type: 'fill', source: 'white', paint: { 'fill-antialias': false, 'fill-pattern': `hatch|${pattern}|${theme.name}`, 'fill-opacity': isOfficial(picture) ? 0.6 : 1 } },
    { id: 'white-casing', type: 'line', source: 'white-limits', paint: { 'line-color': theme.paper, 'line-width': 3.6 } },
    {
      id: 'white-limit', type: 'line', source: 'white-limits',
      paint: { 'line-color': theme.out, 'line-width': 1.5, ...(estimated(picture) ? { 'line-dasharray': [3.3, 2.3] } : {}) },
    },
  ],
  legend: (p): LegendRow[] =>
    p.documented && p.zones.features.length > 0
      ? [{ swatch: { shape: 'hatch', dashed: estimated(p) }, text: estimated(p) ? 'zone blanche, estimée' : 'zone blanche' }]
      : [],
};
