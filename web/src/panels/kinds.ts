import type { Kind } from '../api/types';
import type { Picture } from '../state/picture';
import { KINDS, kindPatch } from '../state/view';
import { ACRONYM, FULL } from '../words/kinds';
import { ui } from '../words/messages';
import { HARD, number } from '../words/numbers';
import type { Actions } from './actions';
import { h, type Part, put } from './dom';
import { kindGlyph } from './glyphs';

export function kinds(actions: Actions): Part<Picture> {
  const pick = (kind: Kind): void => { actions.change(kindPatch(kind), 'push'); };
  const cells = KINDS.map((kind) => {
    const small = h('small', {});
    const button = h('button', { type: 'button', role: 'radio', 'aria-checked': 'false', 'data-kind': kind, title: FULL[kind], onclick: () => pick(kind) },
      kindGlyph(kind), h('b', {}, ACRONYM[kind]), small);
    return { kind, button, small };
  });
  const group = h('div', { class: 'ks', role: 'radiogroup', 'aria-label': ui.service }, ...cells.map((c) => c.button));
  group.addEventListener('keydown', (e) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    const at = cells.findIndex((c) => c.button === document.activeElement);
    if (step === undefined || at < 0) return;
    e.preventDefault();
    const to = cells[(at + step + cells.length) % cells.length]!;
    to.button.focus();
    pick(to.kind);
  });
  return {
    element: h('section', { class: 'm' }, h('h2', {}, ui.service), group),
    update: (p) => {
      for (const { kind, button, small } of cells) {
        const inventory = p.territory.inventories.find((i) => i.kind === kind);
        const known = inventory !== undefined && inventory.completeness !== 'not-documented';
        put(small, known ? number(inventory.facilities) : `n.${HARD}d.`);
        button.setAttribute('aria-checked', String(kind === p.view.kind));
        button.tabIndex = kind === p.view.kind ? 0 : -1;
      }
    },
  };
}
