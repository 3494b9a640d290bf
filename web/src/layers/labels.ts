import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { markHalf } from '../map/images';
import { mapName } from '../words/kinds';
import { geojson, type MapLayer } from './layer';
import { markOf } from './marks';
import { sites } from './sites';

/** Families declared in fonts.css; the map draws its glyphs from them. */
const FONT = ['Etiquettes Semibold', 'Maillage Signes'];

/** The map library takes this share of an em off a radial offset above and below. */
const BASELINE = 7 / 24;

/** Names at the town halls, those with most children first; hidden rather than overlapping. */
export const labels: MapLayer = {
  name: 'labels',
  sources: (scene) => {
    const p = scene.picture;
    const size = scene.narrow ? 11 : 13.5;
    const all = sites(p);
    const largest = Math.max(0, ...all.map((s) => s.places ?? 0));
    const children = new Map(p.rows.map((r) => [r.code, r.coverage.children ?? 0]));
    const gap = (lon: number, lat: number): number => {
      const site = all.find((s) => Math.abs(s.lon - lon) < 1e-4 && Math.abs(s.lat - lat) < 1e-4);
      if (!site) return p.siting?.sites.some((s) => Math.abs(s.lon - lon) < 1e-4 && Math.abs(s.lat - lat) < 1e-4) ? 4 / size + BASELINE : 0;
      return (markHalf(markOf(site, scene, largest)) + 2) / size + BASELINE;
    };
    return {
      names: geojson({
        type: 'FeatureCollection',
        features: p.territory.communes.flatMap((c): GeoJSON.Feature[] => c.town_hall === null ? [] : [{
          type: 'Feature', geometry: { type: 'Point', coordinates: [c.town_hall.lon, c.town_hall.lat] },
          properties: { name: mapName(c.name), order: -(children.get(c.code) ?? 0), gap: gap(c.town_hall.lon, c.town_hall.lat) },
        }]),
      }),
    };
  },
  layers: ({ theme, narrow }): LayerSpecification[] => [{
    id: 'names', type: 'symbol', source: 'names',
    layout: {
      'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': narrow ? 11 : 13.5, 'text-max-width': 40, 'text-padding': 1,
      'text-variable-anchor': ['bottom', 'top', 'left', 'right'], 'text-radial-offset': ['get', 'gap'],
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': theme.ink, 'text-halo-color': theme.paper, 'text-halo-width': 1.8 },
  }],
};
