import { asks, type Compared, type ModeRow, type Modes, type Published } from '../api/indicators';
import { modes as words, titles } from '../words/indicators';
import { figure } from '../words/numbers';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { section, type Section } from './section';

const known = (f: Published): boolean => f.rate !== null || f.rate_status === 'secret' || f.rate_status === 'zero';

/** A published rate with its year, or « non publié ». Another year than the one here is set back. */
function published(f: Published | Compared): HTMLElement {
  if (!known(f)) return h('td', { class: 'num none' }, words.unpublished);
  const other = 'same_vintage' in f && f.same_vintage === false;
  return h('td', { class: other ? 'num other' : 'num' }, shown(figure(f.rate, f.rate_status)), h('small', {}, f.vintage ?? ''));
}

function table(rows: readonly ModeRow[], answer: Modes, here: boolean): HTMLElement {
  const head = (text: string, cls = 'num'): HTMLElement => h('th', { scope: 'col', class: cls }, text);
  return h('table', { class: 'modes' }, h('caption', { class: 'vh' }, words.caption),
    h('thead', {}, h('tr', {}, head(words.mode, ''), ...(here ? [head(words.here)] : []), head(answer.department?.name ?? 'Département'), head(words.france), head(words.register, 'num own'))),
    h('tbody', {}, ...rows.map((m) => h('tr', {}, h('th', { scope: 'row' }, m.label), ...(here ? [published(m.published)] : []), published(m.department), published(m.france),
      h('td', { class: 'num own' }, shown(figure(m.register.rate, m.register.rate_status)))))));
}

/** Rates by mode of care: as published, each with its year, and the register's own apart from them. */
export function modes(actions: Actions): Section {
  return section<Modes>(actions.lazy, {
    name: 'modes', folds: true, title: () => titles.modes, small: () => 'places pour 100 enfants',
    shows: (p) => p.view.kind === 'eaje',
    url: (p) => asks.modes(p.view),
    draw: (answer, p, row) => {
      const rows = row === p.total ? answer.total.modes : (answer.communes.find((c) => c.code === row.code)?.modes ?? []);
      const here = rows.some((m) => known(m.published));
      const other = rows.some((m) => m.department.same_vintage === false || m.france.same_vintage === false);
      return [table(rows, answer, here), here ? null : h('p', { class: 'quiet' }, words.noneHere(row.name)),
        h('p', { class: 'quiet' }, here && other ? words.vintages : words.one)];
    },
  });
}
