import type { Map as GlMap, MapMouseEvent, MapTouchEvent, Point } from 'maplibre-gl';
import { standing } from '../layers/scenario';
import type { Scene } from '../layers/layer';
import type { LonLat } from '../state/position';

/** What a hand does to the marks of the map. */
export interface Hand { grab(ids: readonly string[]): string | null; carry(id: string, at: LonLat): void; drop(): void }
/** The services of one mark, and where it stands; what has closed is chosen, not carried. */
export interface Found { ids: string[]; at: LonLat; radius: number; carried: boolean }

/** Fewer pixels than this are a click. */
const STILL = 3;
/** A mark is caught this far off its edge, by mouse and by finger. */
const SLACK = 2;
const FINGER = 18;

/** The mark under the pointer, or nearest to the finger: by where it stands, whatever the map has drawn so far. */
export function serviceAt(map: GlMap, scene: () => Scene | null): (at: Point, touch: boolean) => Found | null {
  return (at, touch) => {
    const now = scene();
    let best: { mark: Found; off: number } | null = null;
    for (const mark of now ? standing(now) : []) {
      const off = map.project([mark.at.lon, mark.at.lat]).dist(at);
      if (off <= mark.radius + (touch ? FINGER : SLACK) && (best === null || off < best.off)) best = { mark, off };
    }
    return best?.mark ?? null;
  };
}

/** Lets the marks be dragged, by mouse or finger. The ring under the hand runs ahead of the map, which follows the server. */
export function draggable(map: GlMap, find: (at: Point, touch: boolean) => Found | null, hand: Hand): { held(): boolean } {
  let held: { id: string; from: Point; shift: Point; moved: boolean } | null = null;
  const ring = document.createElement('div');
  ring.className = 'hand';
  ring.hidden = true;
  map.getContainer().append(ring);

  const start = (e: MapMouseEvent | MapTouchEvent): void => {
    const touch = 'points' in e;
    if (touch ? e.points.length !== 1 : e.originalEvent.button !== 0) return;
    const found = find(e.point, touch);
    const id = found?.carried ? hand.grab(found.ids) : null;
    if (!found || id === null) return;
    e.preventDefault();
    held = { id, from: e.point, shift: map.project([found.at.lon, found.at.lat]).sub(e.point), moved: false };
  };
  const move = (e: MapMouseEvent | MapTouchEvent): void => {
    if (!held || (!held.moved && e.point.dist(held.from) < STILL)) return;
    held.moved = true;
    const at = e.point.add(held.shift);
    ring.hidden = false;
    ring.style.transform = `translate(${at.x}px,${at.y}px)`;
    const { lng, lat } = map.unproject(at);
    hand.carry(held.id, { lon: lng, lat });
  };
  const end = (): void => {
    const { moved } = held ?? { moved: false };
    held = null;
    ring.hidden = true;
    if (moved) hand.drop();
  };
  map.on('mousedown', start);
  map.on('touchstart', start);
  map.on('mousemove', move);
  map.on('touchmove', move);
  map.on('touchend', end);
  map.on('touchcancel', end);
  window.addEventListener('mouseup', end);
  return { held: () => held !== null };
}
