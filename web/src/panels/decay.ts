import { countsPlaces, type Picture } from '../state/picture';
import { type Decay, DECAYS } from '../state/working';
import { decay as words } from '../words/working';
import type { Actions } from './actions';
import { choose, h, type Part, put } from './dom';

/** How much a place counts with distance; where places are not counted there is nothing to weigh. */
export function decay(actions: Actions): Part<Picture> {
  const select = h('select', { class: 'select', 'aria-describedby': 'distance-aide', onchange: () => actions.change({ decay: select.value as Decay }) },
    ...DECAYS.map((d) => h('option', { value: d }, words.choices[d])));
  const help = h('p', { class: 'help', id: 'distance-aide' });
  const element = h('div', {}, h('label', { class: 'row flush' }, h('span', {}, words.label), select), help);
  return {
    element,
    update: ({ view }) => {
      choose(select, view.decay);
      put(help, words.help[view.decay]);
      help.hidden = view.decay === 'binary';
      element.hidden = !countsPlaces(view.kind);
    },
  };
}
