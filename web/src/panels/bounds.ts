import type { Picture } from '../state/picture';
import { growing } from '../state/working';
import { bound } from '../words/classes';
import { readNumber, THIN } from '../words/numbers';
import { bounds as words } from '../words/working';
import type { Actions } from './actions';
import { h, type Part } from './dom';

/** What a person types between bounds: semicolons or spaces, and commas where they cannot be decimal ones. Null where it does not grow. */
export function readBounds(text: string): readonly number[] | null {
  const bare = text.trim().replace(/,\s+/g, ';');
  const parts = bare.split((bare.match(/,/g) ?? []).length > 1 && !/[;\s]/.test(bare) ? ',' : /[;\s\u00a0\u202f]+/).filter((x) => x !== '');
  return growing(parts.map((part) => readNumber(part) ?? Number.NaN));
}

/** The bounds that the present method found, as a start for one's own. */
const startOf = ({ classes }: Picture): readonly number[] => growing([...new Set(classes.bounds.slice(1, -1).map((b) => Math.round(b)))]) ?? [10, 20, 40];

/** A field for the bounds between classes, shown while they are chosen by hand. */
export function bounds(actions: Actions): Part<Picture> & { start(): void } {
  const problem = h('p', { class: 'problem', role: 'alert', id: 'bornes-erreur', hidden: true });
  const input = h('input', { type: 'text', class: 'select', inputmode: 'decimal', placeholder: words.example, 'aria-describedby': 'bornes-erreur' });
  input.addEventListener('change', () => {
    const read = readBounds(input.value);
    problem.hidden = read !== null;
    problem.textContent = read === null ? words.wrong : '';
    input.setAttribute('aria-invalid', String(read === null));
    if (read) actions.change({ bounds: read });
  });
  const element = h('div', { hidden: true }, h('label', { class: 'row flush bounds' }, h('span', {}, words.label), input), problem);
  let picture: Picture | null = null;
  return {
    element,
    start: () => {
      if (picture) actions.change({ bounds: startOf(picture) });
    },
    update: (p) => {
      picture = p;
      element.hidden = p.view.bounds === null;
      if (document.activeElement !== input && p.view.bounds) input.value = p.view.bounds.map(bound).join(`${THIN}; `);
    },
  };
}
