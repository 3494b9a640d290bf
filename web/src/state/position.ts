import type * as GeoJSON from 'geojson';

export interface LonLat { lon: number; lat: number }

const FRANCE = { lon: [-6, 10], lat: [41, 52] } as const;
const within = (value: number, [from, to]: readonly [number, number]): boolean => value >= from && value <= to;

/** One number in degrees; decimals with a comma or a point. */
export function readDegrees(text: string): number | null {
  const cleaned = text.trim().replace(',', '.').replace('\u2212', '-').replace(/°$/, '');
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(cleaned) ? Number(cleaned) : null;
}

/** Two numbers as maps give them, latitude first, unless only the other order lies in mainland France. */
export function readPair(text: string): LonLat | null {
  const parts = /^\s*([+-−]?\d{1,3}(?:[.,]\d+)?)°?\s*(?:[;\s]|,\s)\s*([+-−]?\d{1,3}(?:[.,]\d+)?)°?\s*$/.exec(text)
    ?? /^\s*([+-]?\d{1,3}\.\d+)\s*,\s*([+-]?\d{1,3}\.\d+)\s*$/.exec(text);
  if (!parts) return null;
  const [a, b] = [readDegrees(parts[1]!), readDegrees(parts[2]!)];
  if (a === null || b === null) return null;
  const swapped = within(a, FRANCE.lon) && within(b, FRANCE.lat);
  const [lat, lon] = swapped ? [b, a] : [a, b];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}

/** About a metre. */
export const positionText = ({ lon, lat }: LonLat): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;

function inRing(ring: GeoJSON.Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i]!;
    const [xj = 0, yj = 0] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Even and odd over all rings: holes and parts alike. */
export function contains(area: GeoJSON.Polygon | GeoJSON.MultiPolygon | null, at: LonLat): boolean {
  if (area === null) return false;
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  return rings.filter((ring) => inRing(ring, at.lon, at.lat)).length % 2 === 1;
}
