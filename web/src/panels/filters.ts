import type { Ages, Mode } from '../api/types';
import type { Picture } from '../state/picture';
import { AGES_OF, MODES, today } from '../state/view';
import { AGES, MODE } from '../words/kinds';
import { ui } from '../words/messages';
import type { Actions } from './actions';
import { choose, h, type Part, put } from './dom';

const row = (label: string, control: HTMLElement): HTMLLabelElement => h('label', { class: 'row' }, h('span', {}, label), control);

/** Age band, places and date. */
export function filters(actions: Actions): Part<Picture> {
  const ages = h('select', { class: 'select', onchange: () => actions.change({ ages: ages.value as Ages }, 'push') });
  const agesText = h('span', { class: 'fixed' });
  const mode = h('select', { class: 'select', onchange: () => actions.change({ mode: mode.value as Mode }, 'push') },
    ...MODES.map((m) => h('option', { value: m }, MODE[m])));
  const at = h('input', { type: 'date', class: 'select date', onchange: () => actions.change({ at: at.value || today() }, 'push') });
  const agesRow = row(ui.ages, ages);
  const agesFixed = h('div', { class: 'row' }, h('span', {}, ui.ages), agesText);
  const modeRow = row(ui.places, mode);
  return {
    element: h('section', {}, agesRow, agesFixed, modeRow, row(ui.openAt, at)),
    update: ({ view }) => {
      const choices = AGES_OF[view.kind];
      put(ages, ...choices.map((a) => h('option', { value: a }, AGES[a])));
      choose(ages, view.ages);
      agesRow.hidden = choices.length < 2;
      agesFixed.hidden = choices.length > 1;
      put(agesText, AGES[view.ages]);
      choose(mode, view.mode);
      modeRow.hidden = view.kind !== 'eaje';
      if (document.activeElement !== at) at.value = view.at;
    },
  };
}
