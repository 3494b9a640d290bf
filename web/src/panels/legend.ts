import type { Kind } from '../api/types';
import type { LegendRow } from '../layers/layer';
import { legendRows } from '../layers/order';
import { colourOf } from '../map/classes';
import { countsPlaces, type Picture } from '../state/picture';
import { METHODS, type Method } from '../state/view';
import { compare as compareWords } from '../words/compare';
import { intervals } from '../words/classes';
import { AGES, MANY, METHOD } from '../words/kinds';
import { importing } from '../words/import';
import { empty, ui } from '../words/messages';
import { plural, THIN } from '../words/numbers';
import type { Actions } from './actions';
import { bounds } from './bounds';
import { choose, h, type Part, put } from './dom';
import { swatch } from './glyphs';

const BAR = 42;

interface ClassRow { cls: string; colour: string; text: string; n: number; other: number; dashed: boolean }

function classRows(p: Picture): ClassRow[] {
  const of = (cls: string) => p.rows.filter((r) => r.cls === cls);
  const there = (cls: string) => p.other?.rows.filter((r) => r.cls === cls) ?? [];
  const row = (cls: string, colour: string, text: string): ClassRow =>
    ({ cls, colour, text, n: of(cls).length, other: there(cls).length, dashed: [...of(cls), ...there(cls)].some((r) => r.coverage.status === 'estimated') });
  const texts = intervals(p.classes);
  const rows = p.classes.steps.map((_, i) => row(String(i), colourOf(p.classes, i), texts[i]!));
  const zero = row('zero', 's0', '0');
  return zero.n + zero.other > 0 ? [zero, ...rows] : rows;
}

function titleOf(p: Picture): string {
  if (p.gap?.figure.value != null) return compareWords.gapTitle(p.gap.name, p.gap.figure.value);
  const counted = [p, ...(p.other ? [p.other] : [])].filter((side) => countsPlaces(side.view.kind));
  const ages = [...new Set((counted.length > 0 ? counted : [p]).map((side) => AGES[side.view.ages]))].join(' et de ');
  return `${counted.length > 0 ? 'Places pour 100 enfants' : 'Services et enfants'} de ${ages}`;
}

/** What both sides draw besides classes, each thing once; how many of each is said where there is one side. */
function marksOf(p: Picture): { row: LegendRow; kind: Kind }[] {
  if (!p.other) return legendRows(p).map((row) => ({ row, kind: p.view.kind }));
  const all = [p, p.other].flatMap((side) => legendRows(side).map((row) => ({ row: { ...row, text: row.text.replace(/ \(\d+\)$/, '') }, kind: side.view.kind })));
  return all.filter((a, i) => all.findIndex((b) => b.row.text === a.row.text) === i);
}

export function legend(actions: Actions): Part<Picture> {
  const element = h('section', { class: 'legend', id: 'legende', tabindex: -1, 'aria-label': 'Légende' });
  const own = bounds(actions);
  const pick = (): void => (method.value === 'manual' ? own.start() : actions.change({ method: method.value as Method, bounds: null }));
  const method = h('select', { class: 'method', 'aria-label': 'Méthode de classement', onchange: pick }, ...METHODS.map((m) => h('option', { value: m }, METHOD[m])), h('option', { value: 'manual' }, METHOD.manual));

  const said = h('span', {});
  const methods = h('p', { class: 'lm' }, method, said);
  let lit: string | null = null;
  const light = (cls: string | null): void => {
    if (cls === lit) return;
    lit = cls;
    actions.spotlight(cls);
  };
  element.addEventListener('mouseover', ({ target }) => light((target instanceof Element && target.closest<HTMLElement>('[data-class]')?.dataset['class']) || null));
  element.addEventListener('mouseleave', () => light(null));

  const classes = (p: Picture): Node[] => {
    const rows = classRows(p);
    const most = Math.max(1, ...rows.map((r) => r.n));
    const heads = h('li', { class: 'heads' }, h('span', {}), h('span', {}), h('span', { class: 'n' }, 'A'), h('span', { class: 'n' }, 'B'));
    const list = h('ul', { class: p.other ? 'leg pair' : 'leg' }, p.other ? heads : null, ...rows.map((r) => h('li', { 'data-class': r.cls },
      swatch({ shape: 'fill', colour: r.colour, dashed: r.dashed }, p.view.kind), h('span', { class: 'iv' }, r.text),
      p.other ? null : h('span', { class: 'bar' }, h('i', { style: `width:${Math.round((BAR * r.n) / most)}px` })), h('span', { class: 'n' }, String(r.n)), p.other ? h('span', { class: 'n' }, String(r.other)) : null)));
    if (p.classes.steps.length === 0 || p.classes.method === 'gap') return rows.length > 0 ? [list] : [];
    choose(method, p.classes.method);
    own.update(p);
    const n = p.classes.steps.length;
    put(said, ` ${n} ${plural(n, 'classe')}${rows[0]?.cls === 'zero' ? `${THIN}; zéro à part` : ''}.`);
    return [list, methods, own.element];
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
      const { activeElement: focused } = document;
      const held = element.contains(focused);
      const title = h('h2', {}, titleOf(p), p.documented && p.classes.steps.length > 0 && !p.other ? h('small', {}, 'n') : null);
      if (!p.documented && !p.other?.documented) {
        const bare = p.territory.inventories.every((i) => i.facilities === 0);
        put(element, title, h('p', { class: 'undocumented' }, swatch({ shape: 'dots' }, p.view.kind), h('span', {}, bare ? importing.empty : empty.undocumented(names))), supply());
      } else {
        put(element, title, ...classes(p),
          p.inventory?.completeness === 'partial' ? h('p', { class: 'help' }, empty.partial(names)) : null,
          p.inventory?.completeness === 'complete' && p.inventory.facilities === 0 ? h('p', { class: 'help' }, empty.noService(names)) : null,
          h('ul', { class: 'leg2' }, ...marksOf(p).map(({ row, kind }) => h('li', {}, swatch(row.swatch, kind), h('span', {}, row.text)))), ...offer(p));
      }
      if (held && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
    },
  };
}
export const classColour = (p: Picture, cls: string): string | null => {
  if (cls === 'zero') return 's0';
  return p.classes.steps[Number(cls)] === undefined ? null : colourOf(p.classes, Number(cls));
};
