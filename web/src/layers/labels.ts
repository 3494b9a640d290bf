import type * as GeoJSON from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { markHalf } from '../map/images';
import { isOfficial } from '../state/picture';
import { official } from '../words/official';
import { mapName } from '../words/kinds';
import { geojson, type MapLayer } from './layer';
import { markOf } from './marks';
import { sites } from './sites';
import { knownOf } from '../state/picture';

/** Families declared in fonts.css; the map draws its glyphs from them. */
export const LABEL_FONT = ['Etiquettes Semibold', 'Maillage Signes'];

/** The map library takes this share of an em off a radial offset above and below. */
const BASELINE = 7 / 24;

const ANCHORS = [['bottom', 0, -1], ['top', 0, 1], ['left', 1, 0], ['right', -1, 0], ['bottom-left', 0.7, -0.7], ['top-left', 0.7, 0.7], ['bottom-right', -0.7, -0.7], ['top-right', -0.7, 0.7]] as const;
/** Around the town hall, nearest first, in ems: on the dot map a name goes as far as it must to find room, and not off the map. */
const around = (away: string): ExpressionSpecification => ['literal', [1.1, 1.8, 2.6, 3.5, 4.5, 5.7, 7].flatMap((r) =>
  ANCHORS.filter(([anchor]) => away === '' || !anchor.endsWith(away)).flatMap(([anchor, x, y]) => [anchor, [x * r, y * r]]))] as unknown as ExpressionSpecification;
const AROUND = ['match', ['get', 'side'], 'east', around('left'), 'west', around('right'), around('')];
/** The share of the territory's width that counts as its east or west end. */
const END = 0.12;
/** On a map this narrow names are short. */
const SHORT = 480;

/** Names at the town halls, those with most children first; hidden rather than overlapping. */
export const labels: MapLayer = {
  name: 'labels',
  sources: (scene) => {
    const p = scene.picture;
    const size = scene.narrow ? 11 : 13.5;
    const all = sites(p);
    const largest = Math.max(0, ...all.map((s) => s.places ?? 0));
    const children = new Map(p.rows.map((r) => [r.code, r.coverage.children ?? 0]));
    const short = scene.size[0] < SHORT;
    const [west, , east] = p.territory.bbox ?? [-180, 0, 180];
    const side = (lon: number): string => (lon > east - END * (east - west) ? 'east' : lon < west + END * (east - west) ? 'west' : '');
    const out = new Map(isOfficial(p) && knownOf(p) !== 'children' ? p.rows.flatMap((r) => {
      const [n, all] = [Math.round(r.white?.out_of_reach ?? 0), Math.round(r.white?.children ?? 0)];
      return n > 0 ? [[r.code, short ? '' : `\n${official.outLabel(n, n >= all)}`] as const] : [];
    }) : []);
    const gap = (lon: number, lat: number): number => {
      const site = all.find((s) => Math.abs(s.lon - lon) < 1e-4 && Math.abs(s.lat - lat) < 1e-4);
      if (!site) return p.siting?.sites.some((s) => Math.abs(s.lon - lon) < 1e-4 && Math.abs(s.lat - lat) < 1e-4) ? 4 / size + BASELINE : 0;
      const ring = site.facilities.some((f) => f.id === p.view.service) ? 8 : 0;
      return (markHalf(markOf(site, scene, largest)) + 2 + ring) / size + BASELINE;
    };
    return {
      names: geojson({
        type: 'FeatureCollection',
        features: p.territory.communes.flatMap((c): GeoJSON.Feature[] => c.town_hall === null ? [] : [{
          type: 'Feature', geometry: { type: 'Point', coordinates: [c.town_hall.lon, c.town_hall.lat] },
          properties: { side: side(c.town_hall.lon), name: (isOfficial(p) && !short ? c.name : mapName(c.name)) + (out.get(c.code) ?? ''), out: out.has(c.code), order: -(children.get(c.code) ?? 0), gap: gap(c.town_hall.lon, c.town_hall.lat) },
        }]),
      }),
    };
  },
  layers: ({ theme, narrow, picture }): LayerSpecification[] => {
    const names = (id: string, out: boolean): LayerSpecification => ({
      id, type: 'symbol', source: 'names', filter: ['==', ['get', 'out'], out],
      layout: {
        'text-field': ['get', 'name'], 'text-font': LABEL_FONT, 'text-size': narrow ? 11 : 13.5, 'text-max-width': isOfficial(picture) ? 8 : 40, 'text-padding': 1,
        ...(isOfficial(picture) ? { 'text-variable-anchor-offset': AROUND } : { 'text-variable-anchor': ['bottom', 'top', 'left', 'right'], 'text-radial-offset': ['get', 'gap'] }),
        'symbol-sort-key': ['get', 'order'], 'text-allow-overlap': out,
      },
      paint: { 'text-color': out ? theme.out : theme.ink, 'text-halo-color': theme.paper, 'text-halo-width': 1.8 },
    } as LayerSpecification);
    return [names('names', false), names('names-out', true)];
  },
};
