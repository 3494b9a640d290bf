import type { MapView } from './map-view';

/** Two maps with one camera: the second follows the first at each move, the first follows a hand on the second. */
export function link(first: MapView, second: MapView): void {
  let following = false;
  const follow = (move: () => void): void => {
    if (following) return;
    following = true;
    move();
    following = false;
  };
  first.map.on('move', () => follow(() => second.setCamera(first.camera())));
  second.map.on('move', (e) => {
    if ('originalEvent' in e && e.originalEvent) follow(() => first.setCamera(second.camera()));
  });
  follow(() => second.setCamera(first.camera()));
}
