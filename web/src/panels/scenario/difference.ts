import type { Differs, Figure, Told } from '../../api/scenario';
import { changesOf, changeOf } from '../../state/difference';
import { countsPlaces, type Picture, type Row } from '../../state/picture';
import { VERDICT } from '../../words/kinds';
import { figure, HARD, number, plural } from '../../words/numbers';
import { changed, DID, FIGURES, whatIf as words } from '../../words/scenario';
import type { Actions } from '../actions';
import { h } from '../dom';
import { shown } from '../glyphs';

/** Better and worse each have their colour beside the sign: fewer children out of reach are better. Those in reach without a place may come from either side. */
export function turnClass(f: Figure, value: number | null): string {
  if (value === null || value === 0 || f === 'without_place') return '';
  return (value > 0) === (f !== 'out_of_reach') ? ' better' : ' worse';
}

function verdict(d: Differs, side: 'before' | 'after', places: boolean): string {
  const v = d[`verdict_${side}`];
  return places && d[`places_${side}_status`] === 'lower-bound' && (v === 'covered' || v === 'underserved') ? 'à portée' : VERDICT[v];
}

function table(d: Differs, p: Picture, whole: boolean): HTMLElement {
  const counted = countsPlaces(p.view.kind);
  const num = (text: string, cls = ''): HTMLElement => h('td', { class: `num${cls}` }, shown(text));
  const rows = FIGURES.filter(([f]) => counted || f === 'out_of_reach').map(([f, text]) => {
    const { value, status } = changeOf(d, f);
    return h('tr', {}, h('th', { scope: 'row' }, text), num(figure(d[`${f}_before`], d[`${f}_before_status`])), num(figure(d[`${f}_after`], d[`${f}_after_status`])), num(changed(value, status), turnClass(f, value)));
  });
  const [before, after] = [verdict(d, 'before', counted), verdict(d, 'after', counted)];
  const head = ['', words.before, words.after, words.change].map((t) => (t === '' ? h('td', {}) : h('th', { scope: 'col', class: 'num' }, t)));
  return h('div', {}, h('table', { class: 'differs' }, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
    whole || before === after ? null : h('p', { class: 'turns' }, `${words.verdict}${HARD}: ${before} → ${after}.`));
}

function change(c: Told, actions: Actions): HTMLElement {
  const s = c.after ?? c.before;
  const places = c.what === 'close' || s?.capacity == null ? '' : ` · ${number(s.capacity)} ${plural(s.capacity, 'place')}`;
  return h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => actions.supposing.pick(c.id) }, s?.name || words.unnamed),
    h('small', {}, `${DID[c.what]} · ${s?.commune_name ?? ''}${places}`));
}

/** Of one commune or of the whole: what the scenario changes there, and what it supposes. */
export function differences(p: Picture, row: Row, actions: Actions): Node[] {
  if (p.view.scenario === null) return [];
  const whole = row === p.total;
  const changes = changesOf(p).filter((c) => whole || [c.before?.commune, c.after?.commune].includes(row.code));
  const hall = (whole && p.rows.length > 1 ? undefined : p.territory.communes.find((c) => whole || c.code === row.code))?.town_hall;
  return [
    h('h3', {}, words.titled(p.difference?.scenario.name ?? ''), h('small', {}, changes.length === 0 ? '' : words.changes(changes.length))),
    ...(row.differs ? [table(row.differs, p, whole)] : []),
    ...(changes.length > 0 ? [h('ul', { class: 'changes' }, ...changes.map((c) => change(c, actions)))] : []),
    ...(hall ? [h('p', { class: 'row flush' }, h('button', { type: 'button', class: 'btn', onclick: () => actions.supposing.open([{ lon: hall.lon, lat: hall.lat }]) }, words.here(p.view.kind)), h('small', { class: 'quiet' }, words.hall))] : []),
  ];
}
