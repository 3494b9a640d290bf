import type { Map as GlMap, MapMouseEvent, MapTouchEvent, Point } from 'maplibre-gl';
import type { LonLat } from '../state/position';

/** What a hand does to the marks of the map. */
export interface Hand { grab(ids: readonly string[]): string | null; carry(id: string, at: LonLat): void; drop(): void }
/** The services of one mark, and where it stands. */
export interface Found { ids: string[]; at: LonLat }

/** Fewer pixels than this are a click. */
const STILL = 3;

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
    const id = found && found.ids.length > 0 ? hand.grab(found.ids) : null;
    if (found === null || id === null) return;
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
