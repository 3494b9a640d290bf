import type { Picture } from '../state/picture';
import { inSlot, type Slot, SLOTS } from '../state/slots';
import { slot as words } from '../words/working';
import type { Actions } from './actions';
import { choose, h, type Part, put } from './dom';

/** For leisure centres, when they are open: those that are not are left off the map. */
export function slots(actions: Actions): Part<Picture> {
  const select = h('select', { class: 'select', onchange: () => actions.change({ slot: (select.value || null) as Slot | null }) },
    h('option', { value: '' }, words.all), ...SLOTS.map((s) => h('option', { value: s }, words.names[s])));
  const help = h('p', { class: 'help' });
  const element = h('div', {}, h('label', { class: 'row' }, h('span', {}, words.label), select), help);
  return {
    element,
    update: (p) => {
      const { kind, slot } = p.view;
      element.hidden = kind !== 'alsh';
      choose(select, slot ?? '');
      help.hidden = slot === null;
      if (slot === null) return;
      const said = p.facilities.features.map((f) => inSlot(f.properties.slots, slot));
      const n = (of: boolean | null): number => said.filter((x) => x === of).length;
      put(help, words.help(said.length - n(false), said.length, n(null)));
    },
  };
}
