import type * as GeoJSON from 'geojson';
import type { AreaGeometry } from '../api/types';

type Position = GeoJSON.Position;

export const ringsOf = (g: AreaGeometry | null): Position[][] =>
  g === null ? [] : g.type === 'Polygon' ? g.coordinates : g.coordinates.flat();

const lines = (coordinates: Position[][], properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature[] =>
  coordinates.length === 0 ? [] : [{ type: 'Feature', properties, geometry: { type: 'MultiLineString', coordinates } }];

/** Consecutive segments of a ring that share a label make one line; an empty label leaves a gap. */
function chains(ring: readonly Position[], label: (i: number) => string, out: Map<string, Position[][]>): void {
  let line: Position[] = [];
  let current = '';
  const keep = (): void => {
    if (current === '' || line.length < 2) return;
    const known = out.get(current);
    if (known) known.push(line);
    else out.set(current, [line]);
  };
  for (let i = 0; i + 1 < ring.length; i++) {
    const next = label(i);
    if (next !== current || line.length === 0) {
      keep();
      line = [ring[i]!];
      current = next;
    }
    line.push(ring[i + 1]!);
  }
  keep();
}

const key = (a: Position, b: Position): string => {
  const [p, q] = [`${a[0]},${a[1]}`, `${b[0]},${b[1]}`];
  return p < q ? `${p};${q}` : `${q};${p}`;
};

export interface Outlined { geometry: AreaGeometry | null; dashed: boolean }

/**
 * Commune borders, each drawn once: `outer` around the territory, `solid` and `dashed` inside.
 * Two dashed lines on one border would fill each other's gaps.
 */
export function borders(areas: readonly Outlined[]): GeoJSON.FeatureCollection {
  const sides = new Map<string, { n: number; solid: boolean; done: boolean }>();
  const each = (visit: (k: string, a: Outlined) => void): void => {
    for (const area of areas) for (const ring of ringsOf(area.geometry)) {
      for (let i = 0; i + 1 < ring.length; i++) visit(key(ring[i]!, ring[i + 1]!), area);
    }
  };
  each((k, area) => {
    const side = sides.get(k) ?? { n: 0, solid: false, done: false };
    side.n++;
    side.solid ||= !area.dashed;
    sides.set(k, side);
  });
  const out = new Map<string, Position[][]>();
  for (const area of areas) for (const ring of ringsOf(area.geometry)) {
    chains(ring, (i) => {
      const side = sides.get(key(ring[i]!, ring[i + 1]!));
      if (!side || side.done) return '';
      side.done = true;
      return side.n === 1 ? 'outer' : side.solid ? 'solid' : 'dashed';
    }, out);
  }
  return { type: 'FeatureCollection', features: [...out].flatMap(([line, c]) => lines(c, { line })) };
}

/** About 2 m: the part of a white zone's edge nearer to the commune's border than this is that border. */
const ON_BORDER = 2e-5;

/** Border segments as x, y, x, y: read for every segment of every drag step. */
function flat(rings: readonly Position[][]): Float64Array {
  const out: number[] = [];
  for (const ring of rings) for (let i = 0; i + 1 < ring.length; i++) out.push(ring[i]![0]!, ring[i]![1]!, ring[i + 1]![0]!, ring[i + 1]![1]!);
  return Float64Array.from(out);
}

function onBorder(x: number, y: number, border: Float64Array): boolean {
  for (let i = 0; i < border.length; i += 4) {
    const ax = border[i]!;
    const bx = border[i + 2]!;
    if ((x < ax - ON_BORDER && x < bx - ON_BORDER) || (x > ax + ON_BORDER && x > bx + ON_BORDER)) continue;
    const ay = border[i + 1]!;
    const by = border[i + 3]!;
    if ((y < ay - ON_BORDER && y < by - ON_BORDER) || (y > ay + ON_BORDER && y > by + ON_BORDER)) continue;
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    if ((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2 < ON_BORDER ** 2) return true;
  }
  return false;
}

/** The edges of the white zones that are limits of reach, without those that are only borders. */
export function reachLimits(zones: readonly { geometry: AreaGeometry; border: AreaGeometry | null }[]): GeoJSON.FeatureCollection {
  const out = new Map<string, Position[][]>();
  for (const zone of zones) {
    const border = flat(ringsOf(zone.border));
    for (const ring of ringsOf(zone.geometry)) {
      chains(ring, (i) => {
        const [a, b] = [ring[i]!, ring[i + 1]!];
        return onBorder((a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2, border) ? '' : 'limit';
      }, out);
    }
  }
  return { type: 'FeatureCollection', features: [...out].flatMap(([line, c]) => lines(c, { line })) };
}
