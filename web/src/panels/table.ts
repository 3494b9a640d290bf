import { urls } from '../api/client';
import { changeOf, telling } from '../state/difference';
import { countsPlaces, type Picture, referenceOf, type Row } from '../state/picture';
import { AGES, VERDICT_ORDER } from '../words/kinds';
import { ui } from '../words/messages';
import { changed, whatIf } from '../words/scenario';
import { count, figure, THIN } from '../words/numbers';
import { verdictWord } from '../words/sentences';
import { filter as words } from '../words/working';
import type { Actions } from './actions';
import { compareColumns, gapColumn } from './compare-columns';
import { fileName } from './downloads';
import { h, type Part, put } from './dom';
import { shown, verdictGlyph } from './glyphs';
import { classColour } from './legend';
import { filtered, kept, tableFilter } from './table-filter';
import { turnClass } from './scenario/difference';

export interface Column {
  id: string;
  title(p: Picture): string;
  /** A second line of the head. */
  small?: string;
  sorted: string;
  value(r: Row, p: Picture): number | string | null;
  cell(r: Row, p: Picture): HTMLElement;
}

const td = (text: string, ...more: Node[]): HTMLTableCellElement => h('td', { class: 'num' }, shown(text), ...more);

function rateCell(r: Row, p: Picture): HTMLTableCellElement {
  const colour = classColour(p, r.cls);
  const square = colour === null ? null : h('i', { style: `background:var(--${colour})` });
  return h('td', { class: 'num r' }, r === p.total ? null : square, shown(figure(r.coverage.rate, r.coverage.status)));
}

const servicesCell = (r: Row): HTMLTableCellElement =>
  td(figure(r.coverage.facilities, r.white?.verdict === 'not-documented' && r.coverage.facilities === 0 ? 'not-documented' : 'observed', 0));

const COLUMNS: readonly Column[] = [
  {
    id: 'name', title: () => 'Commune', sorted: 'triées par nom', value: (r) => r.name,
    cell: (r) => h('th', { scope: 'row' }, r.name),
  },
  {
    id: 'children', title: (p) => `Enfants ${AGES[p.view.ages].replace(' ans', '')}`, sorted: 'triées par nombre d’enfants', value: (r) => r.coverage.children,
    cell: (r) => td(figure(r.coverage.children, r.coverage.children_status), h('sup', {}, r.coverage.few_children ? '†' : '')),
  },
  { id: 'services', title: () => 'Services', sorted: 'triées par nombre de services', value: (r) => r.coverage.facilities, cell: servicesCell },
  { id: 'places', title: () => 'Places', sorted: 'triées par places', value: (r) => r.coverage.places, cell: (r) => td(figure(r.coverage.places, r.coverage.places_status)) },
  { id: 'rate', title: () => 'Taux', sorted: 'triées par taux', value: (r) => r.coverage.rate, cell: rateCell },
  {
    id: 'access', title: () => 'Accès', sorted: 'triées par accès', value: (r) => r.white?.access ?? null,
    cell: (r) => td(figure(r.white?.access ?? null, r.white?.access_status ?? 'not-documented')),
  },
  {
    id: 'out', title: () => 'Hors de portée', sorted: 'triées par enfants hors de portée', value: (r) => r.white?.white_children ?? null,
    cell: (r) => td(figure(r.white?.white_children ?? null, r.white?.white_children_status ?? 'not-documented')),
  },
  {
    id: 'area', title: () => 'Surface blanche', sorted: 'triées par surface blanche', value: (r) => r.white?.white_share ?? null,
    cell: (r) => {
      const share = r.white?.white_share ?? null;
      const status = r.white ? r.white.status : 'not-documented';
      return td(figure(share === null ? null : share * 100, status, 1, `${THIN}%`));
    },
  },
  {
    id: 'change', title: (p) => whatIf.column(telling(p)), sorted: whatIf.sorted, value: (r, p) => (r.differs ? changeOf(r.differs, telling(p)).value : null),
    cell: (r, p) => {
      if (!r.differs) return td('');
      const { value, status } = changeOf(r.differs, telling(p));
      return h('td', { class: `num${turnClass(telling(p), value)}` }, shown(changed(value, status)));
    },
  },
  {
    id: 'verdict', title: () => 'Verdict', sorted: 'triées par verdict', value: (r) => VERDICT_ORDER[r.white?.verdict ?? 'not-documented'],
    cell: (r, p) => h('td', { class: 'v' }, r === p.total ? null : verdictGlyph(r.white, referenceOf(p)), r === p.total ? '' : verdictWord(r.white, referenceOf(p))),
  },
];

const OF_PLACES = new Set(['places', 'rate', 'access']);
/** Relays and meeting places are counted themselves, not in places. */
const columnsOf = (p: Picture): Column[] => {
  if (p.other) return [COLUMNS[0]!, ...compareColumns(p, p.other)];
  const own = COLUMNS.filter((c) => (countsPlaces(p.view.kind) ? c.id !== 'services' : !OF_PLACES.has(c.id)) && (p.difference !== null || c.id !== 'change'));
  return p.gap ? own.flatMap((c) => (c.id === 'rate' ? [c, gapColumn(p)] : [c])) : own;
};

const ascendingFirst = (id: string): boolean => id === 'name' || id.startsWith('verdict');

function sortRows(p: Picture, rows: readonly Row[], column: Column, descending: boolean): Row[] {
  const way = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a, p), column.value(b, p)];
    if (x === null || y === null) return x === y ? a.name.localeCompare(b.name, 'fr') : x === null ? 1 : -1;
    const order = typeof x === 'string' ? x.localeCompare(String(y), 'fr') : x - Number(y);
    const children = (b.coverage.children ?? 0) - (a.coverage.children ?? 0);
    return order * way || children || a.name.localeCompare(b.name, 'fr');
  });
}

export interface Table extends Part<Picture> { focus(): void; hover(code: string | null): void }

export function table(actions: Actions): Table {
  let sort = { id: 'out', descending: true };
  let picture: Picture | null = null;
  const title = h('b', {});
  const how = h('span', { class: 'how' });
  const csv = h('a', {}, 'CSV');
  const csvB = h('a', {}, 'CSV B');
  const few = h('span', {}, '† moins de 20 enfants');
  const filter = tableFilter(actions);
  const head = h('tr', {});
  const body = h('tbody', {});
  const foot = h('tfoot', {});
  const scroller = h('div', { class: 'scroller' }, h('table', { 'aria-label': 'Communes', 'aria-describedby': 'tableau-aide' }, h('thead', {}, head), body, foot));
  const element = h('section', { class: 'tb', id: 'tableau', tabindex: -1, 'aria-label': 'Tableau' },
    h('header', {}, title, how, h('span', { class: 'vh', id: 'tableau-aide' }, ui.tableHelp), filter.element, h('span', { class: 'end' }, few, csv, csvB)), scroller);

  const rowOf = (target: EventTarget | null): HTMLTableRowElement | null => (target instanceof Element ? target.closest('tbody tr') : null);
  body.addEventListener('click', (e) => { const code = rowOf(e.target)?.dataset['code']; if (code) actions.select(code); });
  body.addEventListener('mouseover', (e) => actions.hover(rowOf(e.target)?.dataset['code'] ?? null));
  body.addEventListener('mouseleave', () => actions.hover(null));
  body.addEventListener('focusin', (e) => actions.hover(rowOf(e.target)?.dataset['code'] ?? null));
  body.addEventListener('keydown', (e) => {
    const row = rowOf(e.target);
    if (!row) return;
    const to = e.key === 'ArrowDown' ? row.nextElementSibling : e.key === 'ArrowUp' ? row.previousElementSibling : null;
    if (to instanceof HTMLTableRowElement) { e.preventDefault(); row.tabIndex = -1; to.tabIndex = 0; to.focus(); }
    if ((e.key === 'Enter' || e.key === ' ') && row.dataset['code']) { e.preventDefault(); actions.select(row.dataset['code']); }
  });

  head.addEventListener('click', ({ target }) => {
    const id = target instanceof Element && target.closest('button') ? target.closest('th')?.dataset['column'] : undefined;
    if (id === undefined || !picture) return;
    sort = { id, descending: id === sort.id ? !sort.descending : !ascendingFirst(id) };
    draw(picture);
  });
  const drawHead = (p: Picture): void => {
    const focused = document.activeElement?.closest('th')?.dataset['column'];
    put(head, ...columnsOf(p).map((c) => {
      const active = c.id === sort.id;
      const arrow = active ? (sort.descending ? '\u00a0↓' : '\u00a0↑') : '';
      return h('th', { scope: 'col', class: c.id === 'name' ? '' : c.id.startsWith('verdict') ? 'v' : 'num', 'data-column': c.id, 'aria-sort': active ? (sort.descending ? 'descending' : 'ascending') : null },
        h('button', { type: 'button' }, c.title(p), arrow, c.small === undefined ? null : h('small', {}, c.small)), c.id === 'children' ? h('sup', {}) : null);
    }));
    if (focused) head.querySelector<HTMLElement>(`[data-column="${focused}"] button`)?.focus();
  };
  const draw = (p: Picture): void => {
    picture = p;
    const columns = columnsOf(p);
    if (!columns.some((c) => c.id === sort.id)) sort = { id: p.other ? 'out-a' : 'out', descending: true };
    const column = columns.find((c) => c.id === sort.id) ?? COLUMNS[0]!;
    const focused = rowOf(document.activeElement)?.dataset['code'];
    drawHead(p);
    const rows = sortRows(p, kept(p), column, sort.descending);
    const stop = focused ?? p.view.commune ?? rows[0]?.code;
    put(body, ...rows.map((r) =>
      h('tr', { 'data-code': r.code, class: r.code === p.view.commune ? 'sel' : '', 'aria-current': r.code === p.view.commune ? 'true' : null, tabindex: r.code === stop ? 0 : -1 }, ...columns.map((c) => c.cell(r, p)))),
      rows.length === 0 ? h('tr', { class: 'none' }, h('td', { colspan: columns.length }, words.none)) : null);
    if (focused) body.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
    const total = columns.map((c) => c.cell(p.total, p));
    total[0]?.replaceChildren(filtered(p) ? words.total(p.rows.length) : 'Ensemble');
    put(foot, h('tr', { class: 'tot' }, ...total));
    filter.update(p);
    // The map above must not grow and shrink while a name is typed.
    scroller.style.minHeight = filtered(p) ? `min(100%, ${(Math.min(p.rows.length, 11) + 2) * 23.5}px)` : '';
    put(title, filtered(p) ? words.shown(rows.length, p.rows.length) : count(p.rows.length, 'commune'));
    put(how, p.rows.length < 2 ? '' : column.sorted);
    few.hidden = !p.rows.some((r) => r.coverage.few_children);
    csv.href = urls.whiteZones(p.view, 'csv');
    csv.download = fileName(p, 'zones-blanches', 'csv');
    put(csv, p.other ? 'CSV A' : 'CSV');
    csvB.hidden = p.other === null;
    if (p.other) { csvB.href = urls.whiteZones(p.other.view, 'csv'); csvB.download = fileName(p.other, 'zones-blanches', 'csv'); }
    element.classList.toggle('long', p.rows.length > 11);
  };
  return {
    element,
    update: draw,
    focus: () => (body.querySelector<HTMLElement>('tr[tabindex="0"]') ?? element).focus(),
    hover: (code) => {
      for (const row of body.rows) row.classList.toggle('hov', row.dataset['code'] === code);
    },
  };
}
