import { countsPlaces, isOfficial, type Picture } from '../../state/picture';
import { near } from '../../state/told';
import { ui } from '../../words/messages';
import { about } from '../../words/numbers';
import { official as words } from '../../words/official';
import type { Actions } from '../actions';
import { h, type Part, put } from '../dom';
import { threeNumbers } from '../three-numbers';

/** One commune in a few lines, over the map. */
export function card(actions: Actions): Part<Picture> {
  const element = h('section', { class: 'card', id: 'carton', tabindex: -1, 'aria-label': words.card, hidden: true });
  const close = (code: string): void => {
    actions.select(null);
    (document.querySelector<HTMLElement>(`.worst [data-code="${code}"]`) ?? document.getElementById('carte'))?.focus({ preventScroll: true });
  };
  return {
    element,
    update: (p) => {
      const row = isOfficial(p) ? p.rows.find((r) => r.code === p.view.commune) : undefined;
      const held = element.contains(document.activeElement);
      element.hidden = row === undefined;
      if (!row) return;
      const [site] = (row.white?.nearest ?? []).filter(near);
      const own = p.facilities.features.some((f) => f.properties.id === site?.id && f.properties.commune === row.code);
      const nearest = site ? h('p', {}, words.near(p.view.kind, site.name, own ? words.here : words.fromHall(about(site.distance)))) : null;
      element.setAttribute('aria-label', ui.panel(row.name));
      put(element,
        h('header', {}, h('h2', {}, row.name), h('button', { type: 'button', class: 'x', 'aria-label': ui.close, onclick: () => close(row.code) }, '×')),
        threeNumbers(row.white, countsPlaces(p.view.kind)), nearest);
      if (held) element.focus({ preventScroll: true });
    },
  };
}
