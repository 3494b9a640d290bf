import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { markName } from '../map/images';
import { changedServices } from '../state/difference';
import type { Picture } from '../state/picture';
import { whatIf as words } from '../words/scenario';
import { geojson, type LegendRow, type MapLayer, type Scene } from './layer';
import { markOf } from './marks';
import { sites } from './sites';

/** Degrees under which nothing has moved. */
const STILL = 1e-6;
/** Radius of the ring as it is drawn. */
const RING = 15.5;
const BADGE = 0.58;
export const GHOSTS = 'scenario-ghosts';

interface Moved { id: string; from: GeoJSON.Position; to: GeoJSON.Position | null }
const opens = (p: Picture) => changedServices(p).filter((c) => c.before === null && c.after !== null && c.after.lon !== null && c.after.lat !== null);
function leaves(p: Picture): Moved[] {
  return changedServices(p).flatMap(({ id, before: b, after: a }) => {
    if (b === null || b.lon === null || b.lat === null) return [];
    const to = a === null || a.lon === null || a.lat === null ? null : [a.lon, a.lat];
    const still = to !== null && Math.hypot(to[0]! - b.lon, to[1]! - b.lat) < STILL;
    return still ? [] : [{ id, from: [b.lon, b.lat], to }];
  });
}

/** The ring around the service at hand, as large as its mark. */
function ring(scene: Scene): GeoJSON.Feature[] {
  const { service } = scene.picture.view;
  const all = sites(scene.picture);
  const site = service === null ? undefined : all.find((s) => s.facilities.some((f) => f.id === service));
  const gone = leaves(scene.picture).find((m) => m.id === service && m.to === null);
  const at = site ? [site.lon, site.lat] : gone?.from;
  if (!at) return [];
  const radius = site ? markOf(site, scene, Math.max(0, ...all.map((s) => s.places ?? 0))).radius : 0;
  return [point(at, { image: `ring|${scene.theme.name}`, size: Math.max(1, (radius + 5) / RING) })];
}
const point = (coordinates: GeoJSON.Position, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties });
const collection = (features: GeoJSON.Feature[]) => geojson({ type: 'FeatureCollection', features });

/** What is supposed: a ghost at the old place and a solid line to the new; + on what opens, × on what closes. */
export const scenario: MapLayer = {
  name: 'scenario',
  sources: (scene) => {
    const { picture: p, theme } = scene;
    const ghost = markName({ kind: p.view.kind, radius: 0, dashed: false, exact: true, text: '' }, theme.name);
    const moved = leaves(p);
    return {
      'scenario-lines': collection(moved.flatMap((m): GeoJSON.Feature[] => (m.to === null ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [m.from, m.to] } }]))),
      [GHOSTS]: collection(moved.map((m) => point(m.from, { ids: m.id, image: ghost }))),
      'scenario-badges': collection([
        ...opens(p).map((c) => point([c.after!.lon!, c.after!.lat!], { image: `ask|+|${theme.name}`, offset: [20, -20] })),
        ...moved.filter((m) => m.to === null).map((m) => point(m.from, { image: `ask|×|${theme.name}`, offset: [0, 0] })),
      ]),
      'scenario-ring': collection(ring(scene)),
    };
  },
  layers: ({ theme }): LayerSpecification[] => {
    const symbols = (id: string, layout: object, paint = {}): LayerSpecification => ({
      id, type: 'symbol', source: id, paint, layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-padding': 0, ...layout },
    });
    const line = (id: string, colour: string, width: number): LayerSpecification => ({
      id, type: 'line', source: 'scenario-lines', layout: { 'line-cap': 'round' }, paint: { 'line-color': colour, 'line-width': width },
    });
    return [
      line('scenario-casing', theme.paper, 5), line('scenario-lines', theme.ink, 2), symbols(GHOSTS, {}, { 'icon-opacity': 0.45 }),
      symbols('scenario-ring', { 'icon-size': ['get', 'size'] }), symbols('scenario-badges', { 'icon-size': BADGE, 'icon-offset': ['array', 'number', 2, ['get', 'offset']] }),
    ];
  },
  legend: (p): LegendRow[] => {
    const moved = leaves(p);
    const row = (some: boolean, swatch: LegendRow['swatch'], text: string): LegendRow[] => (some ? [{ swatch, text }] : []);
    return [
      ...row(opens(p).length > 0, { shape: 'badge', text: '+' }, words.legendOpened), ...row(moved.some((m) => m.to === null), { shape: 'badge', text: '×' }, words.legendClosed),
      ...row(moved.some((m) => m.to !== null), { shape: 'moved' }, words.legendMoved),
    ];
  },
};
