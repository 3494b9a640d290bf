import type { View } from '../state/view';
import { writeView } from '../state/view';
import type { Actions } from './actions';
import { h } from './dom';

/** A commune's name that opens its panel; the address is a real one. */
export const communeLink = (actions: Actions, view: View, code: string, name: string): HTMLElement =>
  h('a', {
    href: writeView({ ...view, commune: code }), onmouseenter: () => actions.hover(code), onmouseleave: () => actions.hover(null),
    onclick: (e) => {
      if (e instanceof MouseEvent && (e.ctrlKey || e.metaKey || e.shiftKey)) return;
      e.preventDefault();
      actions.select(code);
    },
  }, name);
