import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Picture } from '../state/picture';
import { dots } from './dots';
import { fill } from './fill';
import { ground } from './ground';
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
const ORDER = ['ground', 'neighbours', 'fill', 'statuses', 'white-zones', 'outlines', 'perimeters', 'selection', 'labels', 'dots', 'scenario', 'marks', 'at-hand', 'siting'] as const;

const ALL: readonly MapLayer[] = [ground, neighbours, fill, statuses, whiteZones, outlines, perimeters, dots, marks, scenario, atHand, siting, selection, labels];

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

export function buildStyle(scene: Scene): StyleSpecification {
  const sources: Record<string, SourceSpecification> = {};
  const layers: LayerSpecification[] = [];
  for (const layer of ordered()) {
    Object.assign(sources, layer.sources(scene));
    layers.push(...layer.layers(scene));
  }
  return { version: 8, sources, layers, transition: { duration: 150, delay: 0 } };
}

export const legendRows = (p: Picture): LegendRow[] =>
  [dots, fill, whiteZones, marks, scenario, siting, statuses, outlines].flatMap((layer) => layer.legend?.(p) ?? []);
