import type { Alternative, Change, Covered, Due, Duties, DutyName, Flip, Origin, RankedCommune, SiteName } from '../api/indicators';
import type { Kind, Named, Verdict } from '../api/types';
import { FEMININE, MANY, ONE, VERDICT } from './kinds';
import type { Candidates } from '../state/view';
import { about, count, dateFr, figure, HARD, kilometres, number, plural, THIN } from './numbers';

export const titles = {
  first: 'À regarder d’abord', sturdy: 'Solidité du verdict', modes: 'Par mode d’accueil', left: 'Reste à couvrir',
  access: 'Accès, places partagées', duties: 'Obligations', siting: 'Nouveaux sites', since: (day: string): string => `Depuis la référence du ${dateFr(day)}`,
};
const list = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`);
const named = (all: readonly Named[]): string => list(all.map((n) => n.name));
export const someOf = (all: readonly Named[], most = 4): string =>
  all.length <= most ? named(all) : `${all.slice(0, most).map((n) => n.name).join(', ')} et ${number(all.length - most)} autres`;

export const ordinal = (n: number): string => (n === 1 ? '1er' : `${number(n)}e`);
export const SWING = `±20${THIN}%`;

export const access = {
  small: 'places pour 100 enfants', unit: 'places pour 100 enfants, une fois partagées avec tous les enfants à portée.',
  unknownPlaces: 'places inconnues', here: 'dans la commune',
  none: 'Aucun service à portée de la mairie.',
  reading: (lots: 'cells' | 'town-hall'): string => (lots === 'cells'
    ? `Depuis la mairie, par service${HARD}: ses places ÷ les enfants à portée. Le chiffre de la commune est la moyenne de ses carreaux.`
    : `Depuis la mairie, par service${HARD}: ses places ÷ les enfants à portée.`),
  omitted: (n: number): string => `et ${number(n)} ${n < 2 ? 'autre service' : 'autres services'}.`,
  neighbours: 'Les listes des EPCI voisins ne sont pas renseignées. Près de la limite, l’accès peut être plus fort ou plus faible.',
};

export const ranking = {
  unknown: (kind: Kind): string => `Non renseigné${HARD}: sans la liste complète des ${MANY[kind]}, aucune commune n’est classée.`,
  secret: `Secret statistique${HARD}: ni rang, ni seuils.`,
  none: (within: number): string => `Aucune commune n’a d’enfant hors de portée à ${kilometres(within)}.`,
  unranked: (n: number): string => `${count(n, 'commune')} non ${plural(n, 'classée')}${HARD}: ${plural(n, 'valeur')} non ${plural(n, 'renseignée')}.`,
  more: (n: number): string => `et ${number(n)} ${plural(n, 'autre')} ex æquo`,
  why: `Rang, et rangs extrêmes quand le seuil bouge de ${SWING}.`,
};
const tie = (c: RankedCommune): string => (c.tied ? ` ex æquo avec ${number(c.tied)} ${plural(c.tied, 'autre')}` : '');

/** « reste 1er », « 2e à 5e » : what the rank becomes when the threshold moves. */
export const band = (c: RankedCommune): string =>
  c.rank_low === null || c.rank_high === null ? '' : c.rank_low === c.rank_high ? 'rang stable' : `${ordinal(c.rank_low)} à ${ordinal(c.rank_high)}`;

/** « 3e sur 11, entre 2e et 5e quand le seuil bouge de ±20 % ». */
export function rankSentence(c: RankedCommune, ranked: number): string {
  if (c.rank === null || c.rank_low === null || c.rank_high === null) return `Rang${HARD}: non renseigné.`;
  const start = `${ordinal(c.rank)}${tie(c)} sur ${number(ranked)} par enfants hors de portée`;
  return c.rank_low === c.rank_high ? `${start}, rang inchangé quand le seuil bouge de ${SWING}.`
    : `${start}, entre ${ordinal(c.rank_low)} et ${ordinal(c.rank_high)} quand le seuil bouge de ${SWING}.`;
}

/** Under this a verdict is that of the doorstep. */
const DOORSTEP = 50;

/** « Zone blanche jusqu’à 0,8 km, en partie blanche jusqu’à 2,0 km, couverte au-delà. » */
export function flipsSentence(flips: readonly Flip[], upTo: number, estimated: boolean, placesKnown: boolean): string {
  const word = (v: Verdict): string => (!placesKnown && (v === 'covered' || v === 'underserved') ? 'à portée' : VERDICT[v]);
  const steps = flips.map((f) => ({ from: f.from, word: word(f.verdict) }))
    .filter((_, i, all) => i + 1 >= all.length || all[i + 1]!.from >= DOORSTEP)
    .filter((f, i, all) => i === 0 || all[i - 1]!.word !== f.word);
  if (steps.length === 0) return `Seuils de bascule${HARD}: non renseignés.`;
  const sign = estimated ? `≈${THIN}` : '';
  const text = steps.length === 1 ? `${steps[0]!.word} à tous les seuils, jusqu’à ${kilometres(upTo)}`
    : steps.map((s, i) => (i + 1 < steps.length ? `${s.word} jusqu’à ${sign}${about(steps[i + 1]!.from)}` : `${s.word} au-delà`)).join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Who imports a list words its vintage freely: « Caf au 31/12/2022 ». */
const yearsOf = (vintage: string): string[] => vintage.match(/\b(?:19|20)\d\d\b/g) ?? [];
const vintages = (of: string, all: readonly Origin[]): string[] => {
  const said = new Set(all.flatMap(({ vintage }) => (yearsOf(vintage).length > 0 ? yearsOf(vintage) : [vintage || 'de millésime inconnu'])));
  return said.size === 0 ? [] : [`${of} ${list([...said].sort())}`];
};
export const modes = {
  mode: 'Mode', here: 'Ici', register: 'Registre', france: 'France', unpublished: 'non publié',
  /** « 2019–2024 »: the years of the register’s own figures, the first and the last. */
  years: (all: readonly Origin[]): string => {
    const years = all.flatMap(({ vintage }) => yearsOf(vintage)).sort();
    const [first, last] = [years[0] ?? '', years.at(-1) ?? ''];
    return first === last ? first : `${first}–${last}`;
  },
  /** « Registre : places 2022 et 2024, enfants 2019. » */
  origin: (places: readonly Origin[], children: readonly Origin[]): string => {
    const said = [...vintages('places', places), ...vintages('enfants', children)];
    return said.length === 0 ? '' : `Registre${HARD}: ${said.join(', ')}.`;
  },
  caption: 'Places pour 100 enfants de moins de 3 ans, par mode d’accueil',
  noneHere: (name: string): string => `Aucun taux publié n’est connu pour ${name}.`,
  vintages: `En gris, une autre année que celle d’ici${HARD}: les deux ne se comparent pas.`,
  one: 'Taux publiés et taux du registre ne se comparent pas.',
};

export const COVERED: Record<Covered, string> = {
  perimeter: 'dans un périmètre', reach: 'à portée', partly: 'en partie à portée', none: 'ni périmètre ni portée', 'not-documented': 'non renseigné', secret: 'secret statistique',
};
export const perimeters = {
  unknown: (kind: Kind): string => `Non renseigné${HARD}: personne n’a donné la liste complète des ${MANY[kind]}.`,
  partial: (n: number): string => `${count(n, 'commune')} non ${plural(n, 'renseignée')}.`,
  all: 'Toutes les communes sont couvertes.',
  by: (c: { covered: Covered; served_by: string }, frequency: string): string =>
    c.covered === 'perimeter' && c.served_by !== '' ? `Desservie par ${c.served_by}${frequency === '' ? '' : ` (${frequency})`}.`
      : { perimeter: 'Dans le périmètre d’un service.', reach: 'À portée d’un service, sans périmètre déclaré.', partly: 'En partie à portée d’un service, hors de tout périmètre.',
        none: 'Ni dans un périmètre, ni à portée d’un service.', 'not-documented': 'Non renseigné.', secret: 'Secret statistique.' }[c.covered],
  animators: (text: string, target: number): string => `Assistantes maternelles par animateur à plein temps${HARD}: ${text} (repère de la Cnaf${HARD}: ${number(target)}).`,
};

export const DUTY: Record<DutyName, string> = {
  'count-and-inform': 'Recenser et informer', 'plan-and-support': 'Planifier et soutenir la qualité',
  'multi-year-scheme': 'Schéma pluriannuel', relay: 'Relais petite enfance',
};
const under = (above: number | null): string => (above === null ? '' : `, pas plus de ${number(above)} habitants`);
export const duties = {
  competence: 'Compétence', choices: [['communes', 'communes'], ['transferred', 'transférée']] as const,
  flag: (due: Due, above: number | null, since: string): string =>
    ({ due: 'dû', 'not-due': `non dû${under(above)}`, 'not-in-force': `pas avant le ${dateFr(since)}`, 'not-documented': 'non renseigné' })[due],
  among: (due: number, all: number): string => (due === 0 ? 'dû par aucune commune' : `dû par ${count(due, 'commune')} sur ${number(all)}`),
  relay: (found: string, names: readonly { name: string }[]): string =>
    ({ present: `présent${HARD}: ${list(names.map((n) => n.name))}`, missing: 'aucun, liste complète', 'not-documented': 'existence non renseignée', 'not-due': '' })[found] ?? '',
  population: (d: Duties, people: string, of: string): string =>
    `Population municipale ${d.population_vintage ?? 'de millésime inconnu'}${HARD}: ${people} habitants${of === '' ? '' : `, ${of}`}.`,
  summed: (name: string): string => `somme des communes de ${name}`,
};

const NO_SITE: Record<Candidates, string> = { 'town-halls': 'Aucune mairie', services: 'Aucun service existant', all: 'Aucun lieu' };
export const siting = {
  open: `Où ouvrir${THIN}?`, close: 'Fermer', how: 'Nombre de sites', help: 'Quels lieux mettraient le plus d’enfants à portée, au seuil choisi.',
  choices: [['all', 'pour tous'], ['1', '1\u00a0site'], ['2', '2'], ['3', '3']] as const,
  unknown: (kind: Kind, n: number): string => `Aucun site proposé${HARD}: la liste des ${MANY[kind]} n’est pas complète pour ${count(n, 'commune')}. Un service peut déjà s’y trouver.`,
  nobody: (within: number): string => `Rien à ouvrir${HARD}: aucun enfant n’est hors de portée à ${kilometres(within)}.`,
  where: 'Où ouvrir', candidates: [['town-halls', 'mairies'], ['services', 'services existants'], ['all', 'les deux']] as const,
  at: (site: Pick<SiteName, 'site' | 'service'>): string => (site.service === null ? 'à la mairie' : `chez «${HARD}${site.site}${HARD}»`),
  places: (text: string, n: number): string => `${text} ${plural(n, 'place')} au repère`,
  unreachable: (within: number, where: Candidates): string => `${NO_SITE[where]} ne mettrait à portée, à ${kilometres(within)}, les enfants qui ne le sont pas.`,
  enough: (n: number, all: boolean): string => (all ? (n < 2 ? `${number(n)} site suffit` : `${number(n)} sites suffisent`) : count(n, 'site')),
  gain: (n: number): string => `${plural(n, 'enfant')} de plus à portée.`,
  proven: 'Optimum prouvé.', bound: (n: string): string => `Optimum non prouvé${HARD}: au mieux ${n}.`,
  left: (text: string, within: number, n: number, where: Candidates): string => `${text} ${plural(n, 'enfant')} ${plural(n, 'resterait', 'resteraient')} hors de portée${HARD}: ${NO_SITE[where].toLowerCase()} à moins de ${kilometres(within)}.`,
  notChosen: (text: string, n: number): string => `${text} ${plural(n, 'enfant')} ${plural(n, 'demanderait', 'demanderaient')} un site de plus.`,
  notPlaced: (text: string, n: number): string => `${text} ${plural(n, 'enfant')} sans lieu connu.`,
  alternatives: 'Autres choix',
  neighbours: (kind: Kind): string => `Les ${MANY[kind]} des EPCI voisins ne sont pas ${FEMININE[kind] ? 'renseignées' : 'renseignés'}${HARD}: moins de sites suffiraient peut-être.`,
  legend: (kind: Kind): string => `${ONE[kind]} à ouvrir`,
};
const sites = (all: readonly SiteName[]): string => list(all.map((s) => (s.service === null ? s.name : s.site)));
export function alternative(a: Alternative, method: 'lscp' | 'mclp', best: number): string {
  const swap = a.takes.length === 0 ? '' : a.leaves_out.length === 0 ? `${sites(a.takes)} en plus` : `${sites(a.takes)}, sans ${sites(a.leaves_out)}`;
  const value = method === 'lscp' ? (a.objective === best ? 'aussi bien' : count(a.objective, 'site')) : `${figure(a.children, a.children_status)} ${plural(a.children ?? 0, 'enfant')}`;
  return `${swap}${HARD}: ${value}`;
}

const CHANGE: Record<Change['what'], readonly [string, string]> = {
  opened: ['ouverture', 'ouvertures'], closed: ['fermeture', 'fermetures'], resized: ['changement de taille', 'changements de taille'], moved: ['déménagement', 'déménagements'],
};
export const evolution = {
  what: (what: Change['what'], n: number): string => CHANGE[what][n < 2 ? 0 : 1],
  one: { opened: 'ouvert', closed: 'fermé', resized: 'autre nombre de places', moved: 'déplacé' } as Record<Change['what'], string>,
  list: 'd’après la liste seulement, sans date', none: 'Aucun service ouvert, fermé, agrandi, réduit ou déplacé.',
  out: 'Enfants hors de portée', frozen: (who: string): string => `Mêmes enfants des deux côtés (${who === 'after' ? 'ceux d’aujourd’hui' : 'ceux de la référence'})${HARD}: seule l’offre change.`,
  choose: 'Référence',
};
