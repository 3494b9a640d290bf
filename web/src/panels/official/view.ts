import type { Picture } from '../../state/picture';
import { official as words } from '../../words/official';
import type { Actions } from '../actions';
import { h } from '../dom';
import { card } from './card';
import { door, doors } from './doors';
import { more } from './more';
import { overlay } from './overlay';
import { say } from './say';
import { tabs } from './tabs';

/**
 * The official's view: the parts that it adds to the page. The search, the map, the line that says what failed and the
 * sources are those of the working view; the style sheet shows one set or the other.
 */
export function official(actions: Actions, announce: (text: string) => void) {
  const commune = card(actions);
  const open = door(actions, 'official', words.open);
  const over = overlay();
  const ways = [doors(actions, announce), doors(actions, announce)] as const;
  const parts = {
    kinds: tabs(actions), say: say(),
    more: more(actions, (code) => {
      actions.select(code);
      commune.element.focus({ preventScroll: true });
    }),
  };
  ways[1].element.classList.add('last');
  return {
    open: open.element, doors: ways[0].element, kinds: parts.kinds.element, card: commune.element, title: over.title, legend: over.legend, reading: over.reading,
    column: h('div', { class: 'ocol' }, parts.say.element, parts.more.element, ways[1].element),
    update: (p: Picture): void => {
      for (const part of [commune, open, over, ...ways, ...Object.values(parts)]) part.update(p);
    },
  };
}
