import type { Ages, Kind, Mode, Status, Verdict } from '../api/types';
import type { Method } from '../state/view';

export const ACRONYM: Record<Kind, string> = { eaje: 'EAJE', rpe: 'RPE', laep: 'LAEP', alsh: 'ALSH', evs: 'EVS' };
export const FULL: Record<Kind, string> = {
  eaje: 'Établissements d’accueil du jeune enfant', rpe: 'Relais petite enfance', laep: 'Lieux d’accueil enfants-parents',
  alsh: 'Accueils de loisirs sans hébergement', evs: 'Espaces de vie sociale',
};
export const ONE: Record<Kind, string> = {
  eaje: 'crèche', rpe: 'relais petite enfance', laep: 'lieu d’accueil enfants-parents', alsh: 'accueil de loisirs', evs: 'espace de vie sociale',
};
export const MANY: Record<Kind, string> = {
  eaje: 'crèches', rpe: 'relais petite enfance', laep: 'lieux d’accueil enfants-parents', alsh: 'accueils de loisirs', evs: 'espaces de vie sociale',
};
export const FEMININE: Record<Kind, boolean> = { eaje: true, rpe: false, laep: false, alsh: false, evs: false };
export const MAP_TITLE: Record<Kind, string> = {
  eaje: 'Places de crèche et zones blanches', rpe: 'Relais petite enfance et zones blanches',
  laep: 'Lieux d’accueil enfants-parents et zones blanches', alsh: 'Places d’accueil de loisirs et zones blanches',
  evs: 'Espaces de vie sociale et zones blanches',
};
export const AGES: Record<Ages, string> = { '0-2': '0-2 ans', '0-5': '0-5 ans', '3-11': '3-11 ans', '11-17': '11-17 ans', '0-17': '0-17 ans' };
export const MODE: Record<Mode, string> = { all: 'PSU et PAJE', psu: 'PSU', paje: 'PAJE' };
export const METHOD: Record<Method | 'manual', string> = { jenks: 'Seuils naturels (Jenks)', quantiles: 'Quantiles', equal: 'Amplitudes égales', manual: 'Bornes choisies' };
export const VERDICT: Record<Verdict, string> = {
  covered: 'couverte', underserved: 'sous-dotée', 'partly-white': 'en partie blanche', white: 'zone blanche',
  'not-documented': 'non renseigné', secret: 'secret',
};
export const VERDICT_ORDER: Record<Verdict, number> = {
  white: 0, 'partly-white': 1, underserved: 2, covered: 3, 'not-documented': 4, secret: 5,
};
export const STATUS_LEGEND: Partial<Record<Status, string>> = {
  'not-documented': 'n. d. : non renseigné', 'not-applicable': 'n. a. : aucun enfant de cet âge', secret: 's : secret statistique',
};

const SUBTYPE: Record<string, readonly [string, string]> = {
  collectif: ['crèche collective', 'crèches collectives'], 'multi-accueil': ['multi-accueil', 'multi-accueils'],
  familial: ['crèche familiale', 'crèches familiales'], 'micro-creche': ['micro-crèche', 'micro-crèches'],
  parental: ['crèche parentale', 'crèches parentales'], 'jardin-enfants': ['jardin d’enfants', 'jardins d’enfants'],
  maternel: ['accueil maternel', 'accueils maternels'], elementaire: ['accueil élémentaire', 'accueils élémentaires'],
  'maternel-elementaire': ['accueil maternel et élémentaire', 'accueils maternels et élémentaires'], ados: ['accueil ados', 'accueils ados'],
};
export const subtypeName = (subtype: string | null, kind: Kind, n = 1): string =>
  (subtype === null ? undefined : SUBTYPE[subtype])?.[n < 2 ? 0 : 1] ?? (n < 2 ? ONE[kind] : MANY[kind]);
export const fundingName = (funding: string | null, subtype: string | null): string =>
  funding === 'paje' || (funding === 'psu' && subtype === 'micro-creche') ? ` ${funding.toUpperCase()}` : '';

const SHORT: Record<string, string> = {
  'Saint-Nom-la-Bretèche': 'Saint-Nom-la-B.', 'Mareil-sur-Mauldre': 'Mareil-s.-M.', 'Carrières-sur-Seine': 'Carrières-s.-S.',
};
export const mapName = (name: string): string => SHORT[name] ?? name;
