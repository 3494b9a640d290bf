import { countsPlaces, type Picture } from '../state/picture';
import { errors, ui } from '../words/messages';
import { number, readNumber } from '../words/numbers';
import { fillHelp } from '../words/sentences';
import { REFERENCE_EAJE } from '../state/view';
import type { Actions } from './actions';
import { h, type Part, put } from './dom';
import { toggle } from './switch';

/** The switch that fills unknown capacities; off unless someone asks. */
export function estimate(actions: Actions): Part<Picture> {
  const knob = toggle('estimer', ui.estimate, (on) => actions.change({ fill: on ? 'mean' : 'none' }));
  const help = h('p', { class: 'help' });
  const element = h('section', {}, knob.element, help);
  return {
    element,
    update: (p) => {
      knob.show(p.view.fill === 'mean');
      const text = fillHelp(p);
      put(help, text);
      help.hidden = text === '';
      element.hidden = !countsPlaces(p.view.kind);
    },
  };
}

/** Places per 100 children under which a commune in reach is called underserved. */
export function reference(actions: Actions): Part<Picture> {
  const small = h('small', {}, ui.referenceFrance);
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const input = h('input', { type: 'text', inputmode: 'decimal', class: 'select number' });
  input.addEventListener('change', () => {
    const value = readNumber(input.value);
    problem.hidden = value !== null;
    problem.textContent = value === null ? errors.reference : '';
    if (value !== null) actions.change({ ref: value }, 'push');
  });
  const element = h('section', {}, h('h2', {}, ui.reference, small), h('label', { class: 'row flush' }, h('span', {}, ui.perHundred), input), problem);
  return {
    element,
    update: ({ view, zones }) => {
      const value = view.ref ?? zones.metadata.reference;
      small.hidden = !(view.kind === 'eaje' && value === REFERENCE_EAJE);
      element.hidden = !countsPlaces(view.kind);
      if (document.activeElement !== input) input.value = value === null ? '' : number(value, Number.isInteger(value) ? 0 : 1);
    },
  };
}
