import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Picture } from '../state/picture';
import { geojson, type MapLayer } from './layer';

function links(p: Picture): GeoJSON.Feature[] {
  const halls = new Map(p.territory.communes.flatMap((c) => (c.town_hall ? [[c.code, c.town_hall] as const] : [])));
  return p.facilities.features.flatMap(({ geometry, properties: f }) =>
    geometry === null ? [] : f.perimeter.flatMap((code): GeoJSON.Feature[] => {
      const hall = halls.get(code);
      if (!hall || code === f.commune) return [];
      return [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [geometry.coordinates, [hall.lon, hall.lat]] } }];
    }));
}

/** Communes served by a perimeter: an inner border in the colour of the kind, and a line to the site. */
export const perimeters: MapLayer = {
  name: 'perimeters',
  sources: ({ picture }) => ({ perimeters: geojson({ type: 'FeatureCollection', features: links(picture) }) }),
  layers: ({ picture: p, theme }): LayerSpecification[] => {
    const served = [...new Set(p.facilities.features.flatMap((f) => f.properties.perimeter))];
    const paint = { 'line-color': theme[`k-${p.view.kind}`] };
    return [
      {
        id: 'perimeter-border', type: 'line', source: 'communes', filter: ['in', ['get', 'code'], ['literal', served]],
        paint: { ...paint, 'line-width': 3, 'line-offset': 2.2 },
      },
      { id: 'perimeter-link', type: 'line', source: 'perimeters', paint: { ...paint, 'line-width': 1.2 } },
    ];
  },
};
