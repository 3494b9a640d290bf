import { HARD, number, plural, THIN } from './numbers';

const PARAMETERS: Record<string, string> = {
  code: 'Ce code de territoire n’existe pas\u00a0: un code Insee a 5 caractères, un Siren 9. Cherchez par le nom.',
  within: `Le seuil doit être compris entre 0,1 et 100${HARD}km.`,
  reference: 'La référence est un nombre de places pour 100 enfants, par exemple 23,5.',
  at: 'La date demandée n’existe pas.',
  from: `La date de référence doit exister et précéder la date «${HARD}Ouvert au${HARD}».`,
  scenario: `Ce changement ne peut pas être supposé${HARD}: un point n’est dans aucune commune, ou un service n’est plus dans le registre. La page montre ce qui précède.`,
  competence: `Cette commune n’appartient à aucune intercommunalité${HARD}: sa compétence ne peut pas être transférée.`,
};

export const errors = {
  noAnswer: 'Le serveur ne répond pas. La dernière vue reste affichée\u202f; réessayez dans un instant.',
  refused: (status: number): string => `Le serveur a répondu par une erreur (${status}). La dernière vue reste affichée.`,
  unknownTerritory: PARAMETERS['code']!,
  parameter: (name: string): string => PARAMETERS[name] ?? `Le serveur n’a pas compris le paramètre «${HARD}${name}${HARD}» de l’adresse. La dernière vue reste affichée.`,
  /** Within one section of the panel. */
  section: (cause: unknown): string => {
    const refused = cause instanceof Error && 'refused' in cause ? (cause.refused as { status: number; parameter?: string } | null) : null;
    if (refused === null) return `Le serveur ne répond pas${HARD}: cette partie n’a pas pu être lue.`;
    return PARAMETERS[refused.parameter ?? ''] ?? `Le serveur a répondu par une erreur (${refused.status})${HARD}: cette partie n’a pas pu être lue.`;
  },
  threshold: PARAMETERS['within']!,
  reference: PARAMETERS['reference']!,
  noMap: 'Ce navigateur ne peut pas dessiner la carte. Le tableau et cette carte fixe donnent les mêmes chiffres.',
  noBaseMap: 'Le fond de plan ne répond pas. La carte reste sans lui.',
  unexpected: 'Cette vue n’a pas pu être dessinée. La précédente reste affichée.',
  retry: 'Réessayer',
};

export const search = {
  label: 'Rechercher une intercommunalité, une commune, un service ou une adresse',
  none: (q: string): string =>
    `Aucun territoire ne correspond à «${HARD}${q}${HARD}», ni aucun service d’ici. Essayez un nom sans abréviation ou un code Insee.`,
  groups: { epci: 'Intercommunalités', commune: 'Communes', service: 'Services de ce territoire' },
  found: (n: number): string => (n < 2 ? `${n} résultat` : `${n} résultats`),
};

export const ui = {
  skip: 'Aller au tableau', skipToMap: 'Aller à la carte', tools: 'Outils',
  controls: 'Réglages', map: 'Carte', table: 'Tableau',
  service: 'Service', ages: 'Tranche d’âge', places: 'Places', openAt: 'Ouvert au',
  threshold: 'Seuil, à vol d’oiseau', thresholdLabel: 'Seuil de distance',
  estimate: 'Estimer les places inconnues', reference: 'Référence', perHundred: 'Places pour 100 enfants',
  referenceFrance: 'France 2023, EAJE', download: 'Télécharger', close: 'Fermer', unit: 'places pour 100 enfants',
  mapHelp: 'Carte. Flèches\u00a0: commune voisine. Entrée\u00a0: ouvrir sa fiche. Échap\u00a0: fermer. Plus et moins\u00a0: zoom. Zéro\u00a0: tout le territoire.',
  zoomIn: 'Zoom avant', zoomOut: 'Zoom arrière', zoomAll: 'Tout le territoire', keys: 'Touches',
  coarse: (km: string): string => `Positions connues à la commune près${HARD}: un seuil sous ${km} est fragile.`,
  noCells: `Les enfants ne sont connus que par commune${HARD}: sans carreaux de 200${HARD}m, parts et seuils sont ceux de la surface.`,
  sheets: { a4: 'Fiche A4', slide: 'Diapositive' }, communeSheet: 'Fiche A4 de la commune', accessibility: `Accessibilité${HARD}: partiellement conforme`,
  more: (n: number): string => `et ${number(n)} ${plural(n, 'autre')}, dans le fichier des services (Télécharger).`,
  panel: (name: string): string => `Fiche${HARD}: ${name}`,
  tableHelp: 'Flèches\u00a0: ligne voisine. Entrée\u00a0: ouvrir la fiche de la commune.',
  panelHandle: 'Changer la hauteur de la fiche', loading: 'Chargement…',
};

export const empty = {
  undocumented: (services: string): string =>
    `Non renseigné${HARD}: personne n’a dit s’il y a des ${services} sur ce territoire. Ni taux ni zone blanche ne peuvent être dessinés.`,
  partial: (services: string): string => `Liste partielle des ${services}${HARD}: un blanc de la carte n’est pas un manque prouvé.`,
  noService: (services: string): string => `Aucun service recensé parmi les ${services}, liste complète.`,
  lowerBound: `Taux${THIN}: seulement des minimums. Les capacités inconnues comptent pour 0.`,
};

export const keys: readonly (readonly [string, string])[] = [
  ['/', 'rechercher un territoire, un service ou une adresse'],
  ['1 à 5', 'EAJE, RPE, LAEP, ALSH, EVS'],
  ['flèches, sur la carte', 'commune voisine\u202f; Entrée ouvre, Échap ferme'],
  ['+  −  0', 'zoom, tout le territoire'],
  ['flèches, sur le seuil', '100 m\u202f; avec Maj 1 km\u202f; Début et Fin'],
  ['flèches, service choisi', 'scénario\u00a0: 100 m\u202f; avec Maj 1 km'],
  ['Ctrl+Z, Ctrl+Maj+Z', 'scénario\u00a0: annuler, rétablir'],
  ['T', 'tableau'],
  ['L', 'légende'],
  ['C', 'comparer'],
  ['?', 'cette liste'],
];
export const keysOff = 'Couper les touches d’une seule lettre';
