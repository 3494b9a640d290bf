import { urls } from '../api/client';
import type { Picture } from '../state/picture';
import { MAP_TITLE } from '../words/kinds';
import { errors } from '../words/messages';
import { mapSubtitle } from '../words/sentences';
import { h } from './dom';

/** A map that does not move, in the place of the one that the browser cannot draw. */
export function stillMap(box: HTMLElement): (p: Picture) => void {
  const image = h('img', {});
  image.addEventListener('error', () => { image.hidden = true; });
  box.append(h('figure', { class: 'still' }, image, h('figcaption', {}, errors.noMap)));
  return (p) => {
    image.hidden = false;
    image.src = urls.mapSvg(p.view);
    image.alt = `${MAP_TITLE[p.view.kind]}. ${mapSubtitle(p)}.`;
  };
}
