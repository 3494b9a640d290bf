import type { Slot } from '../state/slots';
import type { Decay } from '../state/working';
import { BOUNDS_MAX } from '../state/working';
import { count, HARD, number, plural, THIN } from './numbers';

export const decay = {
  label: 'Effet de la distance',
  choices: { binary: 'aucun', linear: 'linéaire', gaussian: 'gaussien', exponential: 'exponentiel' } as Record<Decay, string>,
  help: {
    binary: '',
    linear: `Une place compte moins quand elle est loin${HARD}: pour moitié à mi-chemin du seuil, pour rien au seuil.`,
    gaussian: `Une place compte moins quand elle est loin${HARD}: pour un tiers à mi-chemin du seuil, pour un centième au seuil.`,
    exponential: `Une place compte moins dès les premiers mètres${HARD}: pour un dixième à mi-chemin du seuil, pour un centième au seuil.`,
  } as Record<Decay, string>,
};

export const bounds = {
  label: 'Bornes', example: `10${THIN}; 20${THIN}; 40`,
  wrong: `Les bornes doivent croître, à partir de plus de 0${HARD}: par exemple 10${THIN}; 20${THIN}; 40. Il en faut de une à ${BOUNDS_MAX}.`,
};

export const filter = {
  name: 'Filtrer par nom', verdict: 'Filtrer par verdict', all: 'tous les verdicts', inReach: 'à portée', none: 'Aucune commune ne répond au filtre.',
  shown: (n: number, all: number): string => `${count(n, 'commune')} sur ${number(all)}`, total: (all: number): string => `Ensemble des ${number(all)}`,
};

export const layers = {
  title: 'Ajouter à la carte', cells: 'Enfants par carreau', basemap: 'Fond de plan', noCells: 'Aucun carreau n’est connu sur ce territoire.',
  square: `enfants d’un carreau${THIN}; aire = enfants`, imputed: 'nombre imputé par l’Insee', out: 'enfants hors de portée',
  reading: (side: string): string => `Un carré est un carreau de ${side} de côté${THIN}; le plus grand remplit le sien.`,
};

export const slot = {
  label: 'Temps d’accueil', all: 'tous', names: { periscolaire: 'périscolaire', mercredi: 'mercredi', 'petites-vacances': 'petites vacances', ete: 'été' } as Record<Slot, string>,
  help: (drawn: number, all: number, unsaid: number): string =>
    `${number(drawn)} ${plural(drawn, 'accueil dessiné', 'accueils dessinés')} sur ${number(all)}${unsaid === 0 ? '' : `, dont ${number(unsaid)} pour ${plural(unsaid, 'lequel', 'lesquels')} personne ne l’a dit`}. Taux et zones blanches comptent tous les temps d’accueil.`,
};
