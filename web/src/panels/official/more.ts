import { countsPlaces, isOfficial, knownOf, type Picture } from '../../state/picture';
import { outIn, toldOf, type Parts, worst } from '../../state/told';
import { importing } from '../../words/import';
import { mark, number, THIN } from '../../words/numbers';
import { inCommune, notes, official as words } from '../../words/official';
import type { Actions } from '../actions';
import { h, type Part, put } from '../dom';
import { shown } from '../glyphs';

const MOST = 5;
/** More names than this are a number. */
const MOST_NAMED = 3;

const names = (of: readonly { name: string }[]): string =>
  of.slice(0, 6).map((c) => c.name).join(', ') + (of.length > 6 ? ` et ${number(of.length - 6)} autres` : '');

/** Where a border may hide a service that nobody told of. */
function across(p: Picture): string[] {
  if (knownOf(p) === 'children' || p.zones.metadata.neighbours_documented) return [];
  const rows = outIn(p);
  const at = rows.length === 0 || p.rows.length === 1 ? notes.border
    : rows.length > MOST_NAMED ? notes.many(rows.length) : rows.map((r) => inCommune(r.name)).join(', ');
  return [notes.across(p.view.kind, at)];
}

function worth(p: Picture): HTMLElement | null {
  const { explanation: e, facilities } = p.total.coverage;
  const filled = e.filled.reduce((n, f) => n + f.count, 0);
  const from = [...new Set(e.filled.map((f) => p.coverage.metadata.sources.find((s) => s.id === f.source)?.short ?? f.source))].join(', ');
  const shapeless = p.territory.communes.filter((c) => !c.has_boundary);
  const cellless = p.cells?.without_cells ?? [];
  const list = [
    ...(filled > 0 ? [notes.filled(p.view.kind, filled, facilities, from)] : []),
    ...(e.unknown > 0 ? [notes.unknown(p.view.kind, e.unknown, facilities)] : []),
    ...across(p),
    ...(cellless.length > 0 && p.cells && p.cells.cells.length > 0 ? [notes.cellless(names(cellless))] : []),
    ...(p.total.coverage.children_status === 'not-documented' ? [notes.childless] : []),
    ...(shapeless.length > 0 ? [notes.shapeless(names(shapeless))] : []),
    ...(knownOf(p) === 'children' ? [] : [notes.threshold(p.view.within)]),
  ];
  const title = filled > 0 ? words.estimation : words.limits;
  return list.length === 0 ? null : h('p', { class: 'worth' }, h('b', {}, title), ` ${list.join(' ')}`);
}

const mini = (parts: Parts, reached: 'n' | 'u', most: number): HTMLElement => {
  const all = parts.with + parts.without + parts.out;
  const bars = [['w', parts.with], [reached, parts.without], ['o', parts.out]] as const;
  return h('span', { class: 'b3', 'aria-hidden': 'true', style: `width:${((100 * all) / most).toFixed(1)}%` },
    ...bars.flatMap(([cls, n]) => (n > 0 ? [h('i', { class: cls, style: `flex:${n}` })] : [])));
};

/** What the figures are worth, and the five communes to look at first. */
export function more(actions: Actions, open: (code: string) => void): Part<Picture> {
  const element = h('div', { class: 'more' });
  const list = (p: Picture): Node[] => {
    const five = worst(p, MOST);
    if (five.length === 0) return [];
    const places = knownOf(p) === 'places';
    const most = Math.max(...five.map(({ parts: x }) => x.with + x.without + x.out));
    return [
      h('h2', {}, places ? words.worst : words.farthest, h('small', {}, places ? words.worstUnit : words.farthestUnit)),
      h('ul', { class: 'worst' }, ...five.map(({ row, parts, lacking }) => {
        const w = row.white!;
        const sign = [w.children_status, w.white_children_status, w.reach_status].includes('estimated') ? mark('estimated') + THIN : '';
        return h('li', {}, h('button', {
          type: 'button', 'data-code': row.code, 'aria-pressed': String(row.code === p.view.commune),
          onclick: () => open(row.code), onmouseenter: () => actions.hover(row.code), onmouseleave: () => actions.hover(null),
        }, h('span', {}, row.name), mini(parts, places || !countsPlaces(p.view.kind) ? 'n' : 'u', most),
          h('span', { class: 'fig' }, h('b', {}, shown(sign + number(lacking))), words.of(Math.round(w.children ?? 0)))));
      })),
    ];
  };
  const supply = (p: Picture): Node[] => {
    const { known, silent, secret } = toldOf(p);
    // No list brings back what is blanked.
    if (known !== 'children' || (silent === 0 && secret > 0)) return [];
    return [h('h2', {}, words.supply), actions.importing.rules.allowed
      ? h('p', { class: 'supply' }, `${words.supplyText(p.view.kind)} `, h('button', { type: 'button', class: 'btn', onclick: () => actions.importing.open() }, importing.open))
      : h('p', { class: 'help' }, importing.closed)];
  };
  return {
    element,
    update: (p) => {
      if (!isOfficial(p)) return;
      const held = document.activeElement instanceof HTMLElement && element.contains(document.activeElement) ? document.activeElement.dataset['code'] : undefined;
      const note = worth(p);
      put(element, note, ...list(p), ...supply(p));
      if (held !== undefined) element.querySelector<HTMLElement>(`[data-code="${held}"]`)?.focus({ preventScroll: true });
    },
  };
}
