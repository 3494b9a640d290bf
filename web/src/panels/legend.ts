import { legendRows } from '../layers/order';
import { countsPlaces, type Picture } from '../state/picture';
import { METHODS, type Method } from '../state/view';
import { AGES, MANY, METHOD } from '../words/kinds';
import { importing } from '../words/import';
import { empty, ui } from '../words/messages';
import { number, plural, THIN } from '../words/numbers';
import type { Actions } from './actions';
import { h, type Part } from './dom';
import { swatch } from './glyphs';

const BAR = 42;

interface ClassRow { cls: string; colour: string; text: string; n: number; dashed: boolean }

function classRows(p: Picture): ClassRow[] {
  const of = (cls: string) => p.rows.filter((r) => r.cls === cls);
  const dashed = (cls: string): boolean => of(cls).some((r) => r.coverage.status === 'estimated');
  const { bounds, steps } = p.classes;
  const bound = (i: number): string => {
    const b = bounds[i] ?? 0;
    return number(b, Math.abs(b * 10 - Math.round(b * 10)) < 1e-9 ? 1 : 2);
  };
  const rows = steps.map((step, i): ClassRow => ({
    cls: String(i), colour: `s${step}`, n: of(String(i)).length, dashed: dashed(String(i)),
    text: `[${bound(i)}${THIN}; ${bound(i + 1)}${i === steps.length - 1 ? ']' : '['}`,
  }));
  const zero = of('zero').length;
  return zero > 0 ? [{ cls: 'zero', colour: 's0', text: '0', n: zero, dashed: false }, ...rows] : rows;
}

export function legend(actions: Actions): Part<Picture> {
  const element = h('section', { class: 'legend', id: 'legende', tabindex: -1, 'aria-label': 'Légende' });
  const method = h('select', { class: 'method', 'aria-label': 'Méthode de classement', onchange: () => actions.change({ method: method.value as Method }, 'push') },
    ...METHODS.map((m) => h('option', { value: m }, METHOD[m])));

  const classes = (p: Picture): Node[] => {
    const rows = classRows(p);
    const most = Math.max(1, ...rows.map((r) => r.n));
    const list = h('ul', { class: 'leg' }, ...rows.map((r) => {
      const li = h('li', { 'data-class': r.cls },
        swatch({ shape: 'fill', colour: r.colour, dashed: r.dashed }, p.view.kind), h('span', { class: 'iv' }, r.text),
        h('span', { class: 'bar' }, h('i', { style: `width:${Math.round((BAR * r.n) / most)}px` })), h('span', { class: 'n' }, String(r.n)));
      li.addEventListener('mouseenter', () => actions.spotlight(r.cls));
      li.addEventListener('mouseleave', () => actions.spotlight(null));
      return li;
    }));
    if (p.classes.steps.length === 0) return rows.length > 0 ? [list] : [];
    method.value = p.view.method;
    const zero = rows[0]?.cls === 'zero' ? `${THIN}; zéro à part` : '';
    const n = p.classes.steps.length;
    return [list, h('p', { class: 'lm' }, method, ` ${n} ${plural(n, 'classe')}${zero}.`)];
  };
  const offer = (p: Picture): Node[] => {
    if (p.view.fill === 'mean' || !p.rows.some((r) => r.coverage.status === 'lower-bound')) return [];
    return [h('p', { class: 'help' }, empty.lowerBound), h('button', { type: 'button', class: 'btn', onclick: () => actions.change({ fill: 'mean' }, 'push') }, ui.estimate)];
  };
  const supply = (): HTMLElement => (actions.importing.rules.allowed
    ? h('button', { type: 'button', class: 'btn supply', onclick: () => actions.importing.open() }, importing.open) : h('p', { class: 'help' }, importing.closed));
  return {
    element,
    update: (p) => {
      const names = MANY[p.view.kind];
      const title = countsPlaces(p.view.kind) ? `Places pour 100 enfants de ${AGES[p.view.ages]}` : `Services et enfants de ${AGES[p.view.ages]}`;
      const open = document.activeElement === method;
      const held = element.contains(document.activeElement);
      element.replaceChildren(h('h2', {}, title, p.documented && p.classes.steps.length > 0 ? h('small', {}, 'n') : null));
      if (!p.documented) {
        const bare = p.territory.inventories.every((i) => i.facilities === 0);
        element.append(h('p', { class: 'undocumented' }, swatch({ shape: 'dots' }, p.view.kind), h('span', {}, bare ? importing.empty : empty.undocumented(names))), supply());
        if (held) element.focus({ preventScroll: true });
        return;
      }
      element.append(...classes(p));
      if (p.inventory?.completeness === 'partial') element.append(h('p', { class: 'help' }, empty.partial(names)));
      if (p.inventory?.completeness === 'complete' && p.inventory.facilities === 0) element.append(h('p', { class: 'help' }, empty.noService(names)));
      element.append(h('ul', { class: 'leg2' }, ...legendRows(p).map((r) => h('li', {}, swatch(r.swatch, p.view.kind), h('span', {}, r.text)))), ...offer(p));
      if (held) (open ? method : element).focus({ preventScroll: true });
    },
  };
}
export const classColour = (p: Picture, cls: string): string | null => {
  if (cls === 'zero') return 's0';
  const step = p.classes.steps[Number(cls)];
  return step === undefined ? null : `s${step}`;
};
