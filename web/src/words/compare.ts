import type { Kind } from '../api/types';
import { countsPlaces, type Picture } from '../state/picture';
import type { Figure, Gap, Published } from '../state/versus';
import { ACRONYM, AGES, MANY } from './kinds';
import { empty } from './messages';
import { count, dateFr, figure, HARD, mark, number, plural, signed, THIN } from './numbers';

export const compare = {
  button: 'Comparer', with: 'Comparer avec', date: 'une autre date', kinds: 'Un autre service', rates: 'Un taux publié', day: 'Date à comparer', close: 'Ne plus comparer',
  same: 'Choisissez une autre date que celle de la carte.', sameKind: 'Choisissez un autre service que celui de la carte.', second: (side: string): string => `Carte comparée${HARD}: ${side}. Les mêmes chiffres sont dans le tableau.`,
  gapTitle: (name: string, rate: number): string => `Écart, ${name}${HARD}: ${number(rate, 1)} places pour 100 enfants`, gap: 'Écart', gapSorted: 'triées par écart',
};

/** « 22/11/2026 », « EAJE »: what one side is called. */
export const sideName = (p: Picture, by: 'date' | 'kind'): string => (by === 'date' ? dateFr(p.view.at) : ACRONYM[p.view.kind]);
export const sideTitle = (p: Picture, by: 'date' | 'kind'): string => (by === 'date' ? dateFr(p.view.at) : `${ACRONYM[p.view.kind]}, ${AGES[p.view.ages]}`);

/** A difference with its sign and its mark; bare where it cannot be told. */
export function difference({ value, status }: Figure): string {
  if (value === null || status === 'zero') return figure(value, status);
  const sign = mark(status);
  return `${sign === '' ? '' : sign + THIN}${signed(value)}`;
}

/** What opened and closed between the two days. */
export function datesNote(p: Picture, other: Picture): string {
  const ids = (of: Picture): Set<string> => new Set(of.facilities.features.map((f) => f.properties.id));
  const [later, earlier] = p.view.at > other.view.at ? [ids(p), ids(other)] : [ids(other), ids(p)];
  const only = (a: Set<string>, b: Set<string>): number => [...a].filter((id) => !b.has(id)).length;
  const [opened, closed] = [only(later, earlier), only(earlier, later)];
  if (opened + closed === 0) return `Aucun service n’ouvre ni ne ferme entre ces deux dates, d’après les dates connues.`;
  return `${count(opened, 'ouverture')}, ${count(closed, 'fermeture')} entre les deux, d’après les dates connues.`;
}
export const kindsNote = (p: Picture, other: Picture): string =>
  [p, other].filter((side) => !side.documented).map((side) => empty.undocumented(MANY[side.view.kind])).join(' ')
  || (countsPlaces(p.view.kind) && countsPlaces(other.view.kind) ? 'Les deux cartes ont les mêmes classes.' : 'Seuls les services comptés en places ont un taux.');

const said = (f: Published): string => `${figure(f.value, f.status)}${f.vintage === null ? '' : ` (${f.vintage})`}`;

/** What the gap stands on, or what is missing for one. */
export function gapNote(gap: Gap, kind: Kind, here: string): string[] {
  const { name, figure: rate, vintage, all } = gap;
  if (kind !== 'eaje') return [`Aucun taux n’est publié pour les ${MANY[kind]}${HARD}: pas d’écart.`];
  const first = rate.value === null ? `${name}${HARD}: taux des EAJE non publié, pas d’écart.`
    : `${name}, EAJE${HARD}: ${number(rate.value, 1)} places pour 100 enfants${vintage === null ? '' : ` (${vintage})`}. Le registre a d’autres années et une autre méthode.`;
  if (all.there.value === null) return [first];
  if (all.here.value === null) return [first, `Tous modes${HARD}: ${said(all.there)}${THIN}; rien de publié pour ${here}.`];
  const by = all.here.value - all.there.value;
  return [first, `Tous modes${HARD}: ${here} ${said(all.here)}, ${name} ${said(all.there)}${all.same === false ? `${THIN}; années différentes.` : `, ${signed(by)} ${plural(by, 'point')}.`}`];
}
