import { asks, type Competence, type Due, type Duties, type Duty, type DutyFlags, type Finding } from '../api/indicators';
import type { Picture, Row } from '../state/picture';
import { duties as words, DUTY, someOf, titles } from '../words/indicators';
import { figure } from '../words/numbers';
import type { Actions } from './actions';
import { h, s } from './dom';
import { section, type Section } from './section';
import { segments } from './segments';

const KEY: Record<Duty['duty'], keyof DutyFlags> = {
  'count-and-inform': 'count_and_inform', 'plan-and-support': 'plan_and_support', 'multi-year-scheme': 'multi_year_scheme', relay: 'relay',
};

/** Filled: due. Empty: not. Dotted: not known. */
const flag = (due: Due): SVGSVGElement =>
  s('svg', { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    s('rect', { x: 1.5, y: 1.5, width: 11, height: 11, rx: 2, style: due === 'due' ? 'fill:var(--ink);stroke:var(--ink)' : due === 'not-documented' ? 'fill:url(#dots);stroke:var(--edge)' : 'fill:none;stroke:var(--edge)' }),
    due === 'due' ? s('path', { d: 'M4 7.2L6.2 9.4L10.2 4.8', style: 'fill:none;stroke:var(--paper);stroke-width:1.7' }) : null);

const line = (duty: Duty, due: Due, state: string): HTMLElement =>
  h('li', {}, flag(due), h('span', { title: duty.asks }, h('b', {}, DUTY[duty.duty]), `, ${state}`, h('small', {}, duty.article, duty.note === null ? null : ` – ${duty.note}`)));

/** One authority: a commune, or the EPCI to which the competence went. A finding of it has said what is known of its relay. */
function ofOne(a: Duties, row: Row | null, findings: readonly Finding[]): HTMLElement[] {
  const one = row === null ? a.total : a.communes.find((c) => c.code === row.code);
  if (!one) return [];
  return a.duties.map((d) => {
    const due = one[KEY[d.duty]] ?? 'not-documented';
    const said = one.relay_found !== 'present' && findings.some((f) => f.code === one.authority_code);
    const relay = d.duty === 'relay' && one.relay_found && !said ? words.relay(one.relay_found, one.relays ?? []) : '';
    return line(d, due, `${words.flag(due, d.above, d.since)}${relay === '' ? '' : `\u202f; ${relay}`}`);
  });
}

/** Each commune on its own: how many owe it, and which where they are few. */
function ofMany(a: Duties): HTMLElement[] {
  return a.duties.map((d) => {
    const all = a.communes.map((c) => c[KEY[d.duty]]);
    const due = a.communes.filter((c) => c[KEY[d.duty]] === 'due');
    const unknown = all.filter((f) => f === 'not-documented').length;
    const names = due.length > 0 && due.length < a.communes.length ? ` (${someOf(due)})` : '';
    return line(d, due.length > 0 ? 'due' : unknown > 0 ? 'not-documented' : 'not-due', `${words.among(due.length, a.communes.length)}${names}`);
  });
}

function people(a: Duties, p: Picture, row: Row): string {
  const one = row === p.total ? a.total : a.communes.find((c) => c.code === row.code);
  const summed = a.competence === 'transferred' && one?.authority_name !== undefined ? words.summed(one.authority_name) : '';
  const counted = one?.counted_population_status === undefined ? figure(a.total.population, a.total.population_status, 0) : figure(one.counted_population ?? null, one.counted_population_status, 0);
  return words.population(a, counted, summed);
}

/** What the law asks of whom, each with its article; who exercises the competence is a switch. */
export function duties(actions: Actions): Section {
  const choice = segments<Competence>(words.competence, words.choices, (competence) => actions.change({ competence }));
  const control = h('div', { class: 'row flush' }, h('span', { 'aria-hidden': 'true' }, words.competence), choice.element);
  return section<Duties>(actions.lazy, {
    name: 'obligations', folds: true, title: () => titles.duties,
    shows: (p) => p.view.kind === 'eaje' || p.view.kind === 'rpe',
    url: (p) => asks.duties(p.view),
    control: { element: control, update: (p) => choice.show(p.view.competence) },
    draw: (a, p, row) => {
      const many = row === p.total && a.total.authorities !== undefined;
      const findings = row === p.total ? a.findings : a.findings.filter((f) => f.code === row.code);
      return [...findings.map((f) => h('p', { class: 'finding' }, f.sentence)), h('ul', { class: 'duties' }, ...(many ? ofMany(a) : ofOne(a, row === p.total ? null : row, findings))),
        h('p', { class: 'quiet' }, people(a, p, row))];
    },
  });
}
