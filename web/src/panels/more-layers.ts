import type { Picture } from '../state/picture';
import { layers as words } from '../words/working';
import type { Actions } from './actions';
import { h, type Part } from './dom';
import { toggle } from './switch';

/** What may be laid on the map besides, off unless asked for. */
export function moreLayers(actions: Actions, basemap: boolean): Part<Picture> {
  const cells = toggle('carreaux', words.cells, (on) => actions.change({ cells: on }));
  const base = toggle('fond', words.basemap, (on) => actions.change({ basemap: on }));
  base.element.hidden = !basemap;
  const none = h('p', { class: 'help' }, words.noCells);
  return {
    element: h('section', {}, h('h2', {}, words.title), cells.element, none, base.element),
    update: (p) => {
      cells.show(p.view.cells);
      none.hidden = !p.view.cells || p.cells === undefined || p.cells.cells.length > 0;
      base.show(p.view.basemap);
    },
  };
}
