import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { markHalf } from '../map/images';
import { LABEL_FONT } from './labels';
import { geojson, type MapLayer, type Scene } from './layer';
import { markOf } from './marks';
import { sites } from './sites';

const SIZE = 14;

/** A ring and its name around the service that was searched for. */
function found(scene: Scene): GeoJSON.FeatureCollection {
  const { picture: p } = scene;
  const all = sites(p);
  const site = all.find((s) => s.facilities.some((f) => f.id === p.view.service));
  const name = site?.facilities.find((f) => f.id === p.view.service)?.name ?? '';
  const radius = site ? markHalf(markOf(site, scene, Math.max(0, ...all.map((s) => s.places ?? 0)))) + 5 : 0;
  return { type: 'FeatureCollection', features: site ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: [site.lon, site.lat] }, properties: { name, radius, gap: (radius + 2) / SIZE + 7 / 24 } }] : [] };
}

export const selection: MapLayer = {
  name: 'selection',
  sources: (scene) => ({ found: geojson(found(scene)) }),
  layers: ({ picture, hover, theme }): LayerSpecification[] => {
    const line = (id: string, code: string | null, colour: string, width: number): LayerSpecification => ({
      id, type: 'line', source: 'communes', filter: ['==', ['get', 'code'], code ?? ''],
      layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width },
    });
    const ring = (id: string, colour: string, width: number): LayerSpecification => ({
      id, type: 'circle', source: 'found', paint: { 'circle-radius': ['get', 'radius'], 'circle-opacity': 0, 'circle-stroke-color': colour, 'circle-stroke-width': width },
    });
    return [
      line('hovered', hover, theme.ink, 2),
      line('selected-casing', picture.view.commune, theme.paper, 6),
      line('selected', picture.view.commune, theme.sel, 3),
      ring('found-casing', theme.paper, 6), ring('found', theme.sel, 2.5),
      {
        id: 'found-name', type: 'symbol', source: 'found',
        layout: { 'text-field': ['get', 'name'], 'text-font': LABEL_FONT, 'text-size': SIZE, 'text-variable-anchor': ['top', 'bottom'], 'text-radial-offset': ['get', 'gap'], 'text-allow-overlap': true },
        paint: { 'text-color': theme.ink, 'text-halo-color': theme.paper, 'text-halo-width': 2 },
      },
    ];
  },
};
