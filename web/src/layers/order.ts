import type * as GeoJSON from 'geojson';
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Picture } from '../state/picture';
import { basemap } from './basemap';
import { cells } from './cells';
import { dots } from './dots';
import { fill } from './fill';
import { labels } from './labels';
import type { LegendRow, MapLayer, Scene } from './layer';
import { marks } from './marks';
import { neighbours } from './neighbours';
import { outlines } from './outlines';
import { perimeters } from './perimeters';
import { atHand, scenario } from './scenario';
import { selection } from './selection';
import { siting } from './siting';
import { statuses } from './statuses';
import { whiteZones } from './white-zones';

/**
 * The one draw order, bottom to top. Names come before the marks because the map places the topmost
 * symbols first: so a name makes room for a mark, and the two never overlap.
 */
const ORDER = ['basemap', 'neighbours', 'fill', 'statuses', 'white-zones', 'outlines', 'perimeters', 'cells', 'selection', 'labels', 'dots', 'scenario', 'marks', 'at-hand', 'siting'] as const;

const ALL: readonly MapLayer[] = [basemap, neighbours, fill, statuses, whiteZones, outlines, perimeters, cells, dots, marks, scenario, atHand, siting, selection, labels];

export function ordered(layers: readonly MapLayer[] = ALL): MapLayer[] {
  const found = ORDER.map((name) => {
    const layer = layers.find((l) => l.name === name);
    if (!layer) throw new Error(`draw order names a layer that does not exist: ${name}`);
    return layer;
  });
  const lost = layers.find((l) => !found.includes(l));
  if (lost) throw new Error(`layer missing from the draw order: ${lost.name}`);
  return found;
}

/**
 * Sources that are cut into tiles as one: each on its own takes a trip to the worker for every tile, and brings one more
 * picture of the map when it comes back. Not those of which one changes without the others.
 */
const TOGETHER: Record<string, string> = {
  communes: 'communes', borders: 'communes', white: 'white', 'white-limits': 'white',
  names: 'points', sites: 'points', dots: 'points', 'scenario-ghosts': 'points', 'scenario-ring': 'points', 'scenario-badges': 'points',
};

type Sources = Record<string, SourceSpecification>;

/** Every feature of a shared source says whose it is. What has nothing to show would cost a trip to the worker all the same. */
function packed(sources: Sources): Sources {
  const out: Sources = {};
  const shared = new Map<string, GeoJSON.Feature[]>();
  for (const [of, source] of Object.entries(sources)) {
    const name = TOGETHER[of];
    const features = source.type === 'geojson' && typeof source.data === 'object' && 'features' in source.data ? source.data.features : null;
    if (features?.length === 0) continue;
    if (features === null || name === undefined) { out[of] = source; continue; }
    const all = shared.get(name) ?? [];
    if (!shared.has(name)) out[name] = { ...source, data: { type: 'FeatureCollection', features: all } } as SourceSpecification;
    shared.set(name, all);
    for (const f of features) all.push({ ...f, properties: { ...f.properties, of } });
  }
  return out;
}

/** Of the features of a source those that a filter lets through, whatever travels with them. */
export function among(source: string, filter?: ExpressionSpecification): ExpressionSpecification {
  const own: ExpressionSpecification = ['==', ['get', 'of'], source];
  return filter ? ['all', own, filter] : own;
}
function narrowed(layer: LayerSpecification): LayerSpecification {
  const name = 'source' in layer ? TOGETHER[layer.source] : undefined;
  if (name === undefined || !('source' in layer)) return layer;
  const filter = 'filter' in layer ? (layer.filter as ExpressionSpecification) : undefined;
  return { ...layer, source: name, filter: among(layer.source, filter) } as LayerSpecification;
}

export function buildStyle(scene: Scene): StyleSpecification {
  const all: Sources = {};
  const layers: LayerSpecification[] = [];
  for (const layer of ordered()) {
    if (layer.name === 'neighbours' && !scene.around) continue;
    Object.assign(all, layer.sources(scene));
    layers.push(...layer.layers(scene));
  }
  const sources = packed(all);
  return { version: 8, sources, layers: layers.map(narrowed).filter((l) => !('source' in l) || l.source in sources), transition: { duration: 150, delay: 0 } };
}

export const legendRows = (p: Picture): LegendRow[] =>
  [dots, fill, whiteZones, cells, marks, scenario, siting, statuses, outlines].flatMap((layer) => layer.legend?.(p) ?? []);
