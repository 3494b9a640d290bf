import type { Ages, Kind } from '../api/types';
import type { Known, Sort } from '../map/dots';
import { FEMININE, MANY, ONE } from './kinds';
import { count, HARD, kilometres, number, plural, THIN } from './numbers';

const YOUNG: Record<Ages, string> = {
  '0-2': `de moins de 3${HARD}ans`, '0-5': `de moins de 6${HARD}ans`, '3-11': `de 3${HARD}à${HARD}11${HARD}ans`, '11-17': `de 11${HARD}à${HARD}17${HARD}ans`, '0-17': `de moins de 18${HARD}ans`,
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** « un accueil », « d’accueil ». */
const de = (noun: string): string => (/^[aeéiouh]/.test(noun) ? `d’${noun}` : `de ${noun}`);
const article = (kind: Kind): string => (FEMININE[kind] ? 'une' : 'un');
const none = (kind: Kind): string => `${FEMININE[kind] ? 'aucune' : 'aucun'} ${ONE[kind]}`;
const known = (kind: Kind): string => `renseigné${FEMININE[kind] ? 'e' : ''}s`;
const they = (kind: Kind): string => (FEMININE[kind] ? 'elles' : 'ils');

/** « à Andelu », « au Pecq », « aux Alluets-le-Roi », « à La Celle ». */
export const inCommune = (name: string): string =>
  name.startsWith('Le ') ? `au ${name.slice(3)}` : name.startsWith('Les ') ? `aux ${name.slice(4)}` : `à ${name}`;

/** All that the sentences stand on. Numbers are whole, and add up. */
export interface Told {
  kind: Kind; ages: Ages; within: number; known: Known;
  /** Whether some figure is an estimate: said once, for all. */
  estimated: boolean;
  children: number | null;
  with: number; without: number; out: number;
  /** Children out of reach that rounding hides. */
  someOut: boolean;
  /** Communes with children out of reach; none where the territory is one commune. */
  outIn: readonly string[];
  /** A lower bound of the children with a place, where some places are unknown. */
  atLeast: number;
  facilities: number;
  /** Whether a service serves communes beyond its reach. */
  perimeters: boolean;
  /** Communes whose list is not known, of how many; all of them where nobody said. */
  silent: number; communes: number; partial: boolean;
  /** Communes whose number of children is blanked. */
  secret: number;
}

const about = (t: Told): string => (t.estimated ? 'environ ' : '');
const reach = (t: Told): string => `à moins de ${kilometres(t.within)}`;
const children = (t: Told): string => `${number(t.children ?? 0)}${HARD}${plural(t.children ?? 0, 'enfant')} ${YOUNG[t.ages]}`;

/** What cannot be said, and why. */
function silence(t: Told): string {
  const services = MANY[t.kind];
  const cannot = `cette page ne peut pas dire où ${they(t.kind)} manquent`;
  const the = `Les ${services}`;
  if (t.partial) return `La liste des ${services} est partielle${HARD}: ${cannot}.`;
  if (t.silent > 0 && t.silent < t.communes) return `${the} ne sont pas ${known(t.kind)} dans ${count(t.silent, 'commune')} sur ${number(t.communes)}${HARD}: ${cannot}.`;
  if (t.silent === 0 && t.secret > 0) return `Le nombre d’enfants est couvert par le secret statistique dans ${count(t.secret, 'commune')}${HARD}: cette page ne peut pas dire combien ont ${article(t.kind)} ${ONE[t.kind]} à portée.`;
  if (t.silent === 0) return `${the} ne sont pas tou${FEMININE[t.kind] ? 'te' : ''}s placé${FEMININE[t.kind] ? 'e' : ''}s${HARD}: ${cannot}.`;
  return `${the} ne sont pas ${known(t.kind)}${HARD}: ${cannot}.`;
}

/** The sentence of the page. */
export function sentence(t: Told): string {
  if (t.known === 'children') return silence(t);
  if (t.children === null) return `Le nombre d’enfants ${YOUNG[t.ages]} n’est pas renseigné.`;
  if (t.children === 0) return `Aucun enfant ${YOUNG[t.ages]} n’est recensé ici.`;
  const start = `Sur ${about(t)}${children(t)}`;
  const reached = t.known === 'places' ? t.with : t.with + t.without;
  const thing = t.known === 'places' ? `place ${de(ONE[t.kind])}` : ONE[t.kind];
  const one = t.known === 'places' ? 'une' : article(t.kind);
  const where = t.perimeters ? `${reach(t)} ou au service de leur commune` : reach(t);
  if (reached === 0) return `${start}, aucun n’a ${de(thing)} ${where}.`;
  if (reached === t.children) return `${start}, ${reached === 1 ? 'il a' : 'tous ont'} ${one} ${thing} ${where}.`;
  return `${start}, ${number(reached)} ${plural(reached, 'a', 'ont')} ${one} ${thing} ${where}.`;
}

function outOfReach(t: Told): string {
  if (t.out === 0) return t.someOut ? 'Moins d’un enfant est hors de portée.' : 'Aucun n’est hors de portée.';
  const verb = plural(t.out, 'n’a', 'n’ont');
  const [only] = t.outIn;
  const all = t.outIn.length === 1 && only !== undefined ? ` ${plural(t.out, '', 'tous ')}${inCommune(only)},`.replace('  ', ' ') : '';
  const spread = t.outIn.length > 1 ? ` dans ${count(t.outIn.length, 'commune')},` : '';
  const place = all !== '' || spread !== '' ? `,${all}${spread}` : '';
  return `*${number(t.out)}*${place} ${verb} ${none(t.kind)} ${reach(t)}.`;
}

/** What follows it; *…* stands out. */
export function lead(t: Told): string {
  if (t.known === 'children') return t.children === null || t.children === 0 ? '' : `${capital(about(t))}*${children(t).replace(HARD, `*${HARD}`)} ${plural(t.children, 'vit', 'vivent')} ici.`;
  if (t.children === null || t.children === 0) return '';
  const parts: string[] = [];
  if (t.known === 'places' && t.without > 0) {
    const them = t.without === 1 ? 'lui' : 'eux';
    parts.push(`*${number(t.without)}* ${plural(t.without, 'vit', 'vivent')} près ${de(`${article(t.kind)} ${ONE[t.kind]}`)}, mais sans place pour ${them}.`);
  }
  if (t.known === 'reach' && (t.kind === 'eaje' || t.kind === 'alsh')) {
    parts.push(t.atLeast >= 1 ? `Au moins *${number(t.atLeast)}* y ${plural(t.atLeast, 'a', 'ont')} une place${HARD}: toutes les places ne sont pas connues.` : 'Combien y ont une place, on ne le sait pas.');
  }
  parts.push(outOfReach(t));
  if (t.facilities === 0) parts.push(`${capital(none(t.kind))} n’est recensé${FEMININE[t.kind] ? 'e' : ''} sur le territoire, liste complète.`);
  return parts.join(' ');
}

const counted = (n: number, one: string, many: string): string => (n === 1 ? one : many);

/** What the figures are worth, sentence by sentence. */
export const notes = {
  filled: (kind: Kind, n: number, all: number, source: string): string => {
    const whose = n === all ? 'Les places ne sont pas connues' : `Les places de ${number(n)} ${MANY[kind]} sur ${number(all)} ne sont pas connues`;
    const each = n === all ? `chaque ${ONE[kind]} compte` : counted(n, 'le service compte', 'chaque service compte');
    const minders = kind === 'eaje' ? ', assistantes maternelles non comprises' : '';
    return `${whose}${HARD}: ${each} pour la taille moyenne de son type (${source})${minders}.`;
  },
  unknown: (kind: Kind, n: number, all: number): string => `Les places de ${number(n)} ${MANY[kind]} sur ${number(all)} ne sont pas connues.`,
  across: (kind: Kind, at: string): string => `Les ${MANY[kind]} des communes voisines ne sont pas ${known(kind)}${HARD}: ${at}, le résultat peut changer.`,
  border: 'près des limites',
  many: (n: number): string => `dans ces ${n} communes`,
  childless: 'Le nombre d’enfants de cet âge n’est pas connu ici.',
  shapeless: (names: string): string => `Sans contour connu, pas sur la carte${HARD}: ${names}.`,
  cellless: (names: string): string => `Sans carreaux de 200${HARD}m, les enfants n’y sont connus que par commune${HARD}: ${names}.`,
  threshold: (within: number): string => `Le seuil de ${kilometres(within)} se change dans la vue de travail.`,
};

export const official = {
  open: 'Vue élu', work: 'Vue de travail', print: 'Imprimer', copy: 'Copier le lien', copied: 'Lien copié.',
  kinds: 'Services', estimation: 'Estimation.', limits: 'À savoir.', supply: 'Pour le savoir', figures: 'Les chiffres', card: 'Commune',
  supplyText: (kind: Kind): string => `Importez la liste des ${MANY[kind]}, ou déclarez qu’il n’y en a pas.`,
  tab: { eaje: 'Crèches', alsh: 'Accueils de loisirs', rpe: 'Relais petite enfance', laep: 'Accueil enfants-parents', evs: 'Vie sociale' } satisfies Record<Kind, string>,
  presence: (n: number, of: number): string => (of === 1 ? (n === 0 ? 'aucun service' : count(n, 'service')) : n === 0 ? 'aucune commune' : `${count(n, 'commune')} sur ${number(of)}`),
  silent: 'non renseigné',
  sorts: {
    with: 'une place à portée', without: 'à portée, sans place', out: 'hors de portée', reach: 'à portée', child: 'enfant, accès non renseigné',
  } satisfies Record<Sort, string>,
  unknownPlaces: 'à portée, places inconnues',
  noNumbers: `enfants${HARD}: non renseigné`,
  worst: 'Là où il manque le plus de places', worstUnit: 'enfants sans place à portée',
  farthest: 'Là où des enfants sont hors de portée', farthestUnit: 'enfants hors de portée',
  of: (all: number): string => ` sur ${number(all)}`,
  departments: (codes: readonly string[]): string => `départements ${codes.slice(0, -1).join(', ')} et ${codes.at(-1) ?? ''}`,
  placed: (kind: Kind, exact: boolean): string => (exact ? MANY[kind] : `${MANY[kind]}, placé${FEMININE[kind] ? 'e' : ''}s à la mairie`),
  verdicts: { covered: 'à portée', underserved: 'sous-dotée', white: 'hors de portée' },
  mapTitle: (each: number, ages: Ages): string =>
    each === 1 ? `Un point par enfant ${YOUNG[ages]}` : `Un point pour ${number(each)}${HARD}enfants ${YOUNG[ages]}`,
  mapNoCells: (kind: Kind): string => `${capital(MANY[kind])}, commune par commune`,
  mapSubtitle: (kind: Kind, within: number, cells: boolean, told: boolean): string =>
    `${told ? `${capital(ONE[kind])} à moins de ${kilometres(within)}, à vol d’oiseau. ` : ''}${cells ? `Carreaux de 200${HARD}m.` : 'Enfants connus par commune seulement.'}`,
  reading: (each: number): string =>
    `Lecture${HARD}: un point représente ${each === 1 ? 'un enfant, placé près de son carreau' : `${number(each)}${HARD}enfants, placés près de leurs carreaux`} de 200${HARD}m${THIN}; sa couleur dit une proportion, pas une situation individuelle.`,
  near: (kind: Kind, name: string, distance: string): string => `${capital(ONE[kind])} la plus proche`.replace('la plus', FEMININE[kind] ? 'la plus' : 'le plus') + `${HARD}: ${name}, ${distance}.`,
  here: 'dans la commune',
  fromHall: (km: string): string => `à ${km} de la mairie`,
  outLabel: (n: number, all: boolean): string => (all ? `${count(n, 'enfant')},\n${n === 1 ? 'hors de portée' : 'aucun à portée'}` : `${count(n, 'enfant')} hors de portée`),
};
