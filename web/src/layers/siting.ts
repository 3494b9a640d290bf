import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { siting as words } from '../words/indicators';
import { geojson, type LegendRow, type MapLayer } from './layer';

/** Sites to open: a pin with its number, in the colour of no service. */
export const siting: MapLayer = {
  name: 'siting',
  sources: ({ picture, theme }) => ({
    siting: geojson({
      type: 'FeatureCollection',
      features: (picture.siting?.sites ?? []).map((site): GeoJSON.Feature => ({
        type: 'Feature', geometry: { type: 'Point', coordinates: [site.lon, site.lat] },
        properties: { code: site.code, order: site.rank, image: `pin|${site.rank}|${theme.name}` },
      })),
    }),
  }),
  layers: (): LayerSpecification[] => [{
    id: 'siting', type: 'symbol', source: 'siting',
    layout: { 'icon-image': ['get', 'image'], 'icon-anchor': 'bottom', 'icon-allow-overlap': true, 'icon-padding': 0, 'symbol-sort-key': ['get', 'order'] },
  }],
  legend: (p): LegendRow[] => (p.siting !== null && p.siting.sites.length > 0 ? [{ swatch: { shape: 'pin' }, text: words.legend(p.view.kind) }] : []),
};
