import type { Territory } from '../api/types';

export type Direction = 'up' | 'down' | 'left' | 'right';
export const DIRECTION: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };
const AXIS: Record<Direction, readonly [number, number]> = { up: [0, 1], down: [0, -1], left: [-1, 0], right: [1, 0] };

interface Point { code: string; x: number; y: number }

export function communePoints(t: Territory): Point[] {
  return t.communes.flatMap((c) => {
    if (!c.town_hall) return [];
    const { lon, lat } = c.town_hall;
    return [{ code: c.code, x: lon * Math.cos((lat * Math.PI) / 180), y: lat }];
  });
}

/** The nearest commune within 60° of that direction; straight ahead is preferred. */
export function next(points: readonly Point[], from: string | null, direction: Direction): string | null {
  const here = points.find((p) => p.code === from);
  if (!here) return points[0]?.code ?? null;
  const [ax, ay] = AXIS[direction];
  let best: { code: string; cost: number } | null = null;
  for (const p of points) {
    const [dx, dy] = [p.x - here.x, p.y - here.y];
    const along = dx * ax + dy * ay;
    const distance = Math.hypot(dx, dy);
    if (p.code === here.code || along <= 0 || along < 0.5 * distance) continue;
    const cost = (distance * distance) / along;
    if (!best || cost < best.cost) best = { code: p.code, cost };
  }
  return best?.code ?? null;
}
