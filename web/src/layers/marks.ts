import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { type Mark, markName } from '../map/images';
import { countsPlaces, isOfficial } from '../state/picture';
import { MANY } from '../words/kinds';
import { official } from '../words/official';
import { geojson, type LegendRow, type MapLayer, type Scene } from './layer';
import { radius, type Site, sites, UNKNOWN_RADIUS } from './sites';

export function markOf(site: Site, scene: Scene, largest: number): Mark {
  const { picture, narrow } = scene;
  const n = site.facilities.length;
  const many = n > 1 ? String(n) : '';
  const shared = { kind: picture.view.kind, exact: site.exact };
  // Size says nothing there: a number of services, always.
  if (isOfficial(picture)) return { ...shared, radius: narrow ? 9 : 11, dashed: !site.exact, text: String(n) };
  if (!countsPlaces(picture.view.kind)) return { ...shared, radius: 0, dashed: !site.exact, text: many };
  if (site.places === null) return { ...shared, radius: n > 1 ? UNKNOWN_RADIUS + 2 : UNKNOWN_RADIUS, dashed: true, text: n > 1 ? `${n}?` : '?' };
  return { ...shared, radius: radius(site.places, largest, narrow), dashed: site.estimated || site.unknown > 0, text: many };
}

/** Sites: a circle by places, else the shape of the kind. */
export const marks: MapLayer = {
  name: 'marks',
  sources: (scene) => {
    const all = sites(scene.picture);
    const largest = Math.max(0, ...all.map((s) => s.places ?? 0));
    return {
      sites: geojson({
        type: 'FeatureCollection',
        features: all.map((site, order): GeoJSON.Feature => ({
          type: 'Feature', geometry: { type: 'Point', coordinates: [site.lon, site.lat] },
          properties: { order, code: site.facilities[0]!.commune, image: markName(markOf(site, scene, largest), scene.theme.name) },
        })),
      }),
    };
  },
  layers: (): LayerSpecification[] => [{
    id: 'sites', type: 'symbol', source: 'sites',
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-padding': 0, 'symbol-sort-key': ['get', 'order'] },
  }],
  legend: (p): LegendRow[] => {
    const all = sites(p);
    const names = MANY[p.view.kind];
    if (isOfficial(p)) {
      const [first] = all;
      if (!first) return [];
      const exact = all.every((s) => s.exact);
      return [{ swatch: { shape: 'circle', dashed: !exact, text: String(Math.max(...all.map((s) => s.facilities.length))) }, text: official.placed(p.view.kind, exact) }];
    }
    const town = all.some((s) => !s.exact) ? ', à la mairie' : '';
    if (!countsPlaces(p.view.kind)) return all.length > 0 ? [{ swatch: { shape: 'kind', exact: town === '' }, text: `${names}${town}` }] : [];
    const rows: LegendRow[] = [];
    if (all.some((s) => s.places !== null)) {
      const dashed = all.some((s) => s.places !== null && s.estimated);
      rows.push({ swatch: { shape: 'circle', dashed, text: '2' }, text: `${names}${town}\u202f; aire = places` });
    }
    if (all.some((s) => s.places === null)) {
      rows.push({ swatch: { shape: 'circle', dashed: true, text: '?' }, text: `${names}${town}\u202f; places inconnues` });
    }
    return rows;
  },
};
