import type { Figure } from '../api/scenario';
import type { Kind, Status } from '../api/types';
import { FEMININE, MANY, ONE } from './kinds';
import { count, figure, HARD, mark, number, plural, signed, THIN } from './numbers';

const a = (kind: Kind): string => `${FEMININE[kind] ? 'une' : 'un'} ${ONE[kind]}`;

export const whatIf = {
  open: 'Et si…', bar: 'Scénario', name: 'Nom du scénario', unnamed: 'sans nom', undo: 'Annuler', redo: 'Rétablir', leave: 'Quitter', copy: 'Copier le lien', copied: 'Lien copié',
  nothingToUndo: 'rien à annuler', nothingToRedo: 'rien à rétablir',
  titled: (name: string): string => `Scénario${HARD}: ${name === '' ? whatIf.unnamed : name}`,
  hint: (kind: Kind): string => `Cliquez sur la carte pour ouvrir ${a(kind)}, ou faites glisser un service.`,
  full: (most: number): string => `Un scénario tient ${number(most)} changements au plus.`,
  stored: 'Supposé et non constaté. Rien n’est enregistré.',
  undocumented: (kind: Kind): string => `Personne n’a dit s’il y a d’autres ${MANY[kind]} ici, et une ouverture ne le dit pas${HARD}: ni écart, ni zone blanche.`,
  unknownPlaces: 'Places inconnues d’un côté au moins\u202f; saisissez-les, ou estimez-les dans les réglages, pour lire l’écart de places.',
  none: 'Aucun écart', unread: `Écart${HARD}: n.${HARD}d.`,
  fresh: (kind: Kind): string => `${FEMININE[kind] ? 'Nouvelle' : kind === 'alsh' || kind === 'evs' ? 'Nouvel' : 'Nouveau'} ${ONE[kind]}`,
  here: (kind: Kind): string => `Ouvrir ${a(kind)} ici`, hall: 'à la mairie',
  card: 'Service choisi', serviceName: 'Nom', places: 'Places', among: (n: number): string => `${number(n)} services ici`,
  closed: 'Fermé dans ce scénario.', asBefore: 'Remettre comme avant',
  close: 'Fermer le service', reopen: 'Rouvrir', remove: 'Retirer', carry: 'Déplacer aux flèches', dismiss: 'Ne plus choisir ce service',
  carrying: (name: string): string => `${name}${HARD}: flèches, 100${HARD}m\u202f; avec Maj, 1${HARD}km. Échap${HARD}: lâcher.`,
  places01000: 'Un service a de 0 à 1\u202f000 places.',
  changes: (n: number): string => count(n, 'changement'),
  take: 'Reprendre comme scénario', withPlaces: 'Avec les places du repère, arrondies à l’unité supérieure.', takePlaces: 'Leurs places restent à saisir\u202f: un site n’en dit rien.',
  before: 'avant', after: 'après', change: 'écart', verdict: 'Verdict',
  legendOpened: 'ouvert dans le scénario', legendClosed: 'fermé dans le scénario', legendMoved: 'ancienne place, déplacé',
  column: (f: Figure): string => (f === 'with_place' ? 'Écart, avec place' : 'Écart, hors de portée'),
  sorted: 'triées par écart',
};

export const FIGURES: readonly (readonly [Figure, string])[] = [
  ['places', 'Places'], ['rate', 'Taux'], ['with_place', 'Une place à portée'], ['without_place', 'À portée, sans place'], ['out_of_reach', 'Hors de portée'],
];

export const DID: Record<'open' | 'close' | 'move' | 'resize', string> = { open: 'ouvert', close: 'fermé', move: 'déplacé', resize: 'autre nombre de places' };

/** A change with its sign, and its status before it: « +12,0 », « ≈ −15,8 », « 0 », « n. d. ». */
export function changed(value: number | null, status: Status, decimals = 1): string {
  if (value === null || !['observed', 'estimated', 'lower-bound'].includes(status)) return figure(value, status, decimals);
  return `${mark(status)}${mark(status) === '' ? '' : THIN}${signed(value, decimals)}`;
}
/** Children whole in a sentence, unless that would say none. */
const children = (value: number | null, status: Status): string => changed(value, status, value !== null && Math.abs(value) < 1 ? 1 : 0);

type Said = { value: number | null; status: Status };
/** « ≈ +12 enfants avec une place, ≈ −16 hors de portée ». */
export function summary(withPlace: Said | null, out: Said): string {
  const known = [...(withPlace === null ? [] : [withPlace]), out].filter((s) => s.status !== 'not-documented' && s.status !== 'secret');
  if (known.length === 0) return whatIf.unread;
  if (known.every((s) => s.status === 'zero' || s.value === 0)) return `${whatIf.none}${withPlace !== null && known.length === 1 ? ` d’enfants hors de portée` : ''}`;
  const some = withPlace !== null && known.includes(withPlace) ? withPlace : null;
  const tail = `${children(out.value, out.status)}${some === null ? ` ${plural(out.value ?? 0, 'enfant')}` : ''} hors de portée`;
  return some === null ? tail : `${children(some.value, some.status)} ${plural(some.value ?? 0, 'enfant')} avec une place, ${tail}`;
}
