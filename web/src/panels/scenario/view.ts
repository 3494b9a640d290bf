import type { Picture } from '../../state/picture';
import type { Supposing } from '../../supposing';
import { whatIf as words } from '../../words/scenario';
import { h, type Part, s } from '../dom';
import { bar } from './bar';
import { card } from './card';

/** « Et si… »: the door to it, its bar under the top bar and its card over the map. */
export function whatIf(supposing: Supposing, announce: (text: string) => void, map: HTMLElement): { open: HTMLElement; bar: HTMLElement; card: HTMLElement } & Pick<Part<Picture>, 'update'> {
  const open = h('button', {
    type: 'button', class: 'btn what-if', 'aria-expanded': 'false', 'aria-controls': 'scenario', 'aria-label': words.open,
    onclick: () => { if (supposing.on) line.element.querySelector('input')?.focus(); else supposing.start(); },
  }, s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
    s('path', { d: 'M2.5 8H6L10 3.5H13.5M6 8L10 12.5H13.5' })), h('span', {}, words.open));
  const line = bar(supposing, announce, open);
  const service = card(supposing, announce, map);
  return {
    open, bar: line.element, card: service.element,
    update: (p) => {
      document.querySelector('.app')?.classList.toggle('supposing', p.view.scenario !== null);
      line.update(p);
      service.update(p);
    },
  };
}
