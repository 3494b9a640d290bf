import type * as GeoJSON from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Found } from '../map/drag';
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
/** A badge is small, and stands at the upper right of its mark. */
const BADGE = 0.58;
const CORNER = [20, -20];
const GHOSTS = 'scenario-ghosts';
/** Half the picture of a shape without a circle. */
const BARE = 10;

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

/** Supposed to stand where it does not count for what is shown: beyond the territory, or for other ages. */
function away(p: Picture): { id: string; at: GeoJSON.Position }[] {
  const here = new Set(p.facilities.features.map((f) => f.properties.id));
  return changedServices(p).flatMap(({ id, after: a }) => (a === null || a.lon === null || a.lat === null || here.has(id) ? [] : [{ id, at: [a.lon, a.lat] }]));
}

/** The marks that a hand can reach while a scenario is on, those of what has closed last. */
export function standing(scene: Scene): Found[] {
  const { picture: p } = scene;
  if (p.view.scenario === null || p.view.page !== 'map') return [];
  const all = sites(p);
  const largest = Math.max(0, ...all.map((s) => s.places ?? 0));
  const there = all.map((s): Found => ({ ids: s.facilities.map((f) => f.id), at: s, radius: markOf(s, scene, largest).radius || BARE, carried: true }));
  const gone = leaves(p).flatMap((m): Found[] => (m.to === null ? [{ ids: [m.id], at: { lon: m.from[0]!, lat: m.from[1]! }, radius: BARE, carried: false }] : []));
  const far = away(p).map(({ id, at }): Found => ({ ids: [id], at: { lon: at[0]!, lat: at[1]! }, radius: BARE, carried: true }));
  return [...there, ...far, ...gone];
}

/** The ring around the service at hand, as large as its mark. */
function ring(scene: Scene): GeoJSON.Feature[] {
  const { service } = scene.picture.view;
  const at = service === null ? undefined : standing(scene).find((m) => m.ids.includes(service));
  return at ? [point([at.at.lon, at.at.lat], { image: `ring|${scene.theme.name}`, offset: [0, 0], size: Math.max(1, (at.radius + 5) / RING) })] : [];
}
const point = (coordinates: GeoJSON.Position, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature => ({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties });
const collection = (features: GeoJSON.Feature[]) => geojson({ type: 'FeatureCollection', features });

function symbols(id: string, size: number | ['get', string], free: boolean, paint: { 'icon-opacity'?: number } = {}): LayerSpecification {
  return {
    id, type: 'symbol', source: id, paint,
    layout: { 'icon-image': ['get', 'image'], 'icon-size': size, 'icon-offset': ['array', 'number', 2, ['get', 'offset']], 'icon-allow-overlap': true, 'icon-ignore-placement': free, 'icon-padding': 0 },
  };
}

/** A ghost at the old place, and a solid line to the new; pale, too, what has left the territory. */
export const scenario: MapLayer = {
  name: 'scenario',
  sources: (scene) => {
    const { picture: p, theme } = scene;
    const ghost = markName({ kind: p.view.kind, radius: 0, dashed: false, exact: true, text: '' }, theme.name);
    const moved = leaves(p);
    return {
      'scenario-lines': collection(moved.flatMap((m): GeoJSON.Feature[] => (m.to === null ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [m.from, m.to] } }]))),
      [GHOSTS]: collection([...moved.map((m) => m.from), ...away(p).map((a) => a.at)].map((at) => point(at, { image: ghost, offset: [0, 0] }))),
    };
  },
  layers: ({ theme }): LayerSpecification[] => {
    const line = (id: string, colour: string, width: number): LayerSpecification => ({
      id, type: 'line', source: 'scenario-lines', layout: { 'line-cap': 'round' }, paint: { 'line-color': colour, 'line-width': width },
    });
    return [line('scenario-casing', theme.paper, 5), line('scenario-lines', theme.ink, 2), symbols(GHOSTS, 1, false, { 'icon-opacity': 0.45 })];
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

/** Over the marks: + on what opens, × on what closes, and a ring around the service at hand. */
export const atHand: MapLayer = {
  name: 'at-hand',
  sources: (scene) => {
    const badge = (at: GeoJSON.Position, sign: string): GeoJSON.Feature => point(at, { image: `ask|${sign}|${scene.theme.name}`, offset: CORNER });
    return {
      'scenario-ring': collection(ring(scene)),
      'scenario-badges': collection([
        ...opens(scene.picture).map((c) => badge([c.after!.lon!, c.after!.lat!], '+')),
        ...leaves(scene.picture).flatMap((m) => (m.to === null ? [badge(m.from, '×')] : [])),
      ]),
    };
  },
  layers: () => [symbols('scenario-ring', ['get', 'size'], true), symbols('scenario-badges', BADGE, true)],
};
