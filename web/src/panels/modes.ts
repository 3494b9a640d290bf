import { asks, type Compared, type ModeRow, type Modes, type ModesOfZone, type Published } from '../api/indicators';
import { modes as words, titles } from '../words/indicators';
import { figure } from '../words/numbers';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { section, type Section } from './section';

const known = (f: Published): boolean => f.rate !== null || f.rate_status === 'secret' || f.rate_status === 'zero';

/** The one year of a column, said in its head; null where its years differ. */
function yearOf(column: readonly Published[]): string | null {
  const years = new Set(column.filter(known).map((f) => f.vintage));
  return years.size === 1 ? ([...years][0] ?? null) : null;
}

/** A published rate with its year, or « non publié ». Another year than the one here is set back. */
function published(f: Published | Compared, year: string | null): HTMLElement {
  if (!known(f)) return h('td', { class: 'num none' }, words.unpublished);
  const other = 'same_vintage' in f && f.same_vintage === false;
  return h('td', { class: other ? 'num other' : 'num' }, shown(figure(f.rate, f.rate_status)), year === null ? h('small', {}, f.vintage ?? '') : null);
}

function table(zone: ModesOfZone, department: string, here: boolean): HTMLElement {
  const rows = zone.modes;
  const head = (text: string, small = '', cls = 'num'): HTMLElement => h('th', { scope: 'col', class: cls }, text, small === '' ? null : h('small', {}, small));
  const columns = [
    ...(here ? [{ title: words.here, of: (m: ModeRow): Published => m.published }] : []),
    { title: department, of: (m: ModeRow): Published => m.department }, { title: words.france, of: (m: ModeRow): Published => m.france },
  ].map((c) => ({ ...c, year: yearOf(rows.map(c.of)) }));
  return h('table', { class: 'modes' }, h('caption', { class: 'vh' }, words.caption),
    h('thead', {}, h('tr', {}, head(words.mode, '', ''), ...columns.map((c) => head(c.title, c.year ?? '')), head(words.register, words.years([...zone.register_places_sources, ...zone.register_children_sources]), 'num own'))),
    h('tbody', {}, ...rows.map((m) => h('tr', {}, h('th', { scope: 'row' }, m.label), ...columns.map((c) => published(c.of(m), c.year)),
      h('td', { class: 'num own' }, shown(figure(m.register.rate, m.register.rate_status)))))));
}

/** Rates by mode of care: as published, each with its year, and the register's own apart from them. */
export function modes(actions: Actions): Section {
  return section<Modes>(actions.lazy, {
    name: 'modes', folds: true, title: () => titles.modes, small: () => 'places pour 100 enfants',
    shows: (p) => p.view.kind === 'eaje',
    url: (p) => asks.modes(p.view),
    draw: (answer, p, row) => {
      const zone = row === p.total ? answer.total : answer.communes.find((c) => c.code === row.code);
      if (!zone) return [];
      const rows = zone.modes;
      const here = rows.some((m) => known(m.published));
      const other = rows.some((m) => m.department.same_vintage === false || m.france.same_vintage === false);
      const origin = words.origin(zone.register_places_sources, zone.register_children_sources);
      return [table(zone, answer.department?.name ?? 'Département', here), origin === '' ? null : h('p', { class: 'quiet' }, origin), here ? null : h('p', { class: 'quiet' }, words.noneHere(row.name)),
        h('p', { class: 'quiet' }, here && other ? `${words.vintages} ${words.one}` : words.one)];
    },
  });
}
