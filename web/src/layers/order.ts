import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
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

const isEmpty = (s: SourceSpecification): boolean =>
  s.type === 'geojson' && typeof s.data === 'object' && 'features' in s.data && s.data.features.length === 0;

export function buildStyle(scene: Scene): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {};
  const layers: LayerSpecification[] = [];
  for (const layer of ordered()) {
    if (layer.name === 'neighbours' && !scene.around) continue;
    Object.assign(sources, layer.sources(scene));
    layers.push(...layer.layers(scene));
  }
  // What has nothing to show costs a trip to the worker all the same.
  const bare = new Set(Object.keys(sources).filter((name) => isEmpty(sources[name]!)));
  for (const name of bare) delete sources[name];
  return { version: 8, sources, layers: layers.filter((l) => !('source' in l && bare.has(l.source))), transition: { duration: 150, delay: 0 } };
}

export const legendRows = (p: Picture): LegendRow[] =>
  [dots, fill, whiteZones, cells, marks, scenario, siting, statuses, outlines].flatMap((layer) => layer.legend?.(p) ?? []);
