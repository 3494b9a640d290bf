import { asks, type Change, type Evolution } from '../api/indicators';
import type { Baseline } from '../api/types';
import { isDay } from '../state/versus';
import type { View } from '../state/view';
import { evolution as words, titles } from '../words/indicators';
import { dateFr, figure, mark, number, signed, THIN } from '../words/numbers';
import type { Actions } from './actions';
import { choose, h } from './dom';
import { shown } from './glyphs';
import { section, type Section } from './section';

const WHAT: readonly Change['what'][] = ['opened', 'closed', 'resized', 'moved'];

type Since = { on: string; asked: { from: string } | { baseline: string } };

/** The address names a baseline by its id or its day, or any other day; what names none leaves the choice to the server's first. */
export function sinceOf(view: View, baselines: readonly Baseline[]): Since | null {
  const { since } = view;
  const named = baselines.find((b) => b.id === since) ?? baselines.find((b) => b.on === since);
  if (!named && since !== null && isDay(since)) return { on: since, asked: { from: since } };
  const found = named ?? baselines[0];
  return found ? { on: found.on, asked: { baseline: found.id } } : null;
}

/** What opened, closed, grew or moved since a reference, and what that changed. */
export function evolution(actions: Actions): Section {
  const { baselines } = actions;
  const select = h('select', { class: 'select', 'aria-label': words.choose, onchange: () => actions.change({ since: select.value }) },
    ...baselines.map((b) => h('option', { value: b.id }, `${dateFr(b.on)}, ${b.title || b.id}`)));
  const control = h('div', { hidden: baselines.length < 2 }, select);
  return section<Evolution>(actions.lazy, {
    name: 'evolution', title: (p) => titles.since(sinceOf(p.view, baselines)?.on ?? p.view.at),
    shows: (p) => sinceOf(p.view, baselines) !== null,
    url: (p) => { const since = sinceOf(p.view, baselines); return since === null ? null : asks.evolution(p.view, since.asked); },
    control: { element: control, update: (p) => { const asked = sinceOf(p.view, baselines)?.asked; choose(select, asked && 'baseline' in asked ? asked.baseline : ''); } },
    draw: (a, p, row) => {
      const changes = a.changes.filter((c) => row === p.total || c.commune === row.code);
      const figures = row === p.total ? a.total : a.communes.find((c) => c.code === row.code);
      const counts = WHAT.flatMap((what) => { const n = changes.filter((c) => c.what === what).length; return n === 0 ? [] : [h('li', {}, h('b', {}, number(n)), ` ${words.what(what, n)}`)]; });
      const by = figures?.out_of_reach_change ?? null;
      const sign = figures ? mark(figures.out_of_reach_change_status) : '';
      return [
        counts.length === 0 ? h('p', { class: 'lack' }, words.none) : h('ul', { class: 'counts' }, ...counts),
        counts.length === 0 ? null : h('ul', { class: 'first' }, ...changes.map((c) => h('li', { class: 'two' }, h('span', {}, c.name, h('small', {}, words.one[c.what], c.basis === 'list' ? `, ${words.list}` : '')), h('span', { class: 'd' }, p.rows.find((r) => r.code === c.commune)?.name ?? '')))),
        figures ? h('p', { class: 'turns' }, `${words.out}\u00a0: `, shown(figure(figures.out_of_reach_before, figures.out_of_reach_before_status)), ' → ', shown(figure(figures.out_of_reach_after, figures.out_of_reach_after_status)),
          by === null ? null : ` (${sign === '' ? '' : sign + THIN}${by === 0 ? '0' : signed(by)})`) : null,
        a.same_children ? null : h('p', { class: 'quiet' }, words.frozen(a.population ?? 'before')),
      ];
    },
  });
}
