import type { Change, Completeness, Draft, DraftFacility, Precision, Service, Summary } from '../api/draft';
import type { Kind } from '../api/types';
import { ACRONYM, fundingName, subtypeName } from './kinds';
import { count, dateFr, HARD, number, plural, THIN } from './numbers';

const quoted = (text: string): string => `«${HARD}${text}${HARD}»`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const unknownWord = quoted('inconnu');

/** Places mean something for crèches and leisure centres only. */
const placed = (s: Service): boolean => s.facility.kind === null || s.facility.kind === 'eaje' || s.facility.kind === 'alsh';

const left = (n: number): string => (n === 0 ? 'aucun à confirmer' : `${number(n)}${HARD}à confirmer`);
const turned = (n: number): string => (n === 0 ? 'aucun refusé' : count(n, 'refusé'));

/** « 26 services lus, 3 à confirmer, aucun refusé »; `official`: a file of figures was read, perhaps of other territories only. */
export function heading(s: Summary, official = s.figures > 0): string {
  if (s.services === 0 && official) {
    const values = s.figures === 0 ? 'Aucune valeur pour ce territoire' : count(s.figures, 'valeur lue', 'valeurs lues');
    const rest = [s.refused > 0 ? turned(s.refused) : '', s.defects > 0 ? count(s.defects, 'défaut signalé', 'défauts signalés') : 'aucun défaut'];
    return [values, ...rest].filter((t) => t !== '').join(', ');
  }
  if (s.services === 0) return s.refused === 0 ? 'Aucun service lu' : `Aucun service lu, ${count(s.refused, 'refusé')}`;
  return `${number(s.services)}${HARD}${plural(s.services, 'service lu', 'services lus')}, ${left(s.doubtful)}, ${turned(s.refused)}`;
}

function places(services: readonly Service[]): string {
  const counted = services.filter(placed);
  const unknown = counted.filter((s) => s.facility.capacity === null).length;
  if (counted.length === 0) return '';
  if (unknown === counted.length) return `Aucune ligne ne donne le nombre de places${HARD}: il reste ${unknownWord}, jamais 0.`;
  if (unknown === 0) return 'Toutes les lignes donnent leur nombre de places.';
  return `${number(unknown)} ${plural(unknown, 'ligne')} sur ${number(counted.length)} ne ${plural(unknown, 'donne', 'donnent')} pas le nombre de places${HARD}: il reste ${unknownWord}, jamais 0.`;
}

const movements = (s: Summary): string[] => [
  s.added > 0 ? count(s.added, 'nouveau', 'nouveaux') : '', s.changed > 0 ? count(s.changed, 'modifié') : '', s.unchanged > 0 ? count(s.unchanged, 'inchangé') : '',
].filter((t) => t !== '');

function changes(s: Summary): string {
  if (s.changed === 0 && s.unchanged === 0 && s.gone === 0) return '';
  const parts = [...movements(s), s.gone > 0 ? count(s.gone, 'absent') : ''].filter((t) => t !== '');
  return `Par rapport au registre${HARD}: ${parts.join(', ')}.`;
}

export const lead = (draft: Draft): string =>
  [places(draft.services), changes(draft.summary), 'Rien n’est encore enregistré.'].filter((t) => t !== '').join(' ');

export const remaining = (n: number): string => (n === 0 ? '' : `Encore ${count(n, 'réponse')}`);

export function saveLabel(s: Summary): string {
  if (s.services === 0 && s.figures > 0) return `Enregistrer ${count(s.figures, 'valeur')}`;
  return s.services === 0 ? 'Enregistrer' : `Enregistrer ${count(s.services, 'service')}`;
}

export function savedSentences(s: Summary, list: string, gone?: 'remove' | 'keep'): string[] {
  const parts = movements(s);
  const out = list === '' ? [] : [`Liste${HARD}: ${list}.`];
  if (parts.length > 0) out.push(`${capital(parts.join(', '))}.`);
  if (s.gone > 0) out.push(`${count(s.gone, 'service absent', 'services absents')} de la liste, ${gone === 'remove' ? plural(s.gone, 'retiré du registre', 'retirés du registre') : plural(s.gone, 'gardé', 'gardés')}.`);
  if (s.figures > 0 && s.services > 0) out.push(`${count(s.figures, 'valeur officielle enregistrée', 'valeurs officielles enregistrées')}.`);
  return out;
}
export const savedTitle = (s: Summary): string =>
  s.services === 0 && s.figures > 0 ? count(s.figures, 'valeur enregistrée', 'valeurs enregistrées') : count(s.services, 'service enregistré', 'services enregistrés');

export const POSITION: Record<Precision, string> = { exact: 'exacte', street: 'à la rue', 'town-hall': 'à la commune', none: 'inconnue' };
export const CHANGE: Record<Change, string> = { added: 'nouveau', changed: 'modifié', unchanged: 'inchangé' };
export const COMPLETENESS: readonly (readonly [Completeness, string])[] = [['complete', 'complète'], ['partial', 'partielle'], ['not-documented', 'je ne sais pas']];

export const capacityText = (f: DraftFacility): string => (f.capacity === null ? 'inconnues' : number(f.capacity, Number.isInteger(f.capacity) ? 0 : 1));
export const natureText = (f: DraftFacility): string =>
  f.kind === null ? 'nature inconnue' : capital(subtypeName(f.subtype, f.kind) + fundingName(f.funding, f.subtype));
export const lineText = (n: number): string => (n > 0 ? `ligne ${number(n)}` : 'tout le fichier');
export const placeText = (p: { file: string; sheet?: string | null; line: number }, files: number): string =>
  [files > 1 ? p.file : '', p.sheet ?? '', lineText(p.line)].filter((t) => t !== '').join(', ');

/** What has changed since the register, field by field; an absent value is said, never left blank. */
export function differences(before: DraftFacility, after: DraftFacility): (readonly [string, string, string])[] {
  const text = (value: string | null | undefined): string => (value === null || value === undefined || value === '' ? 'non renseigné' : value);
  const day = (value: string | null): string => text(value === null ? null : dateFr(value));
  const where = (f: DraftFacility): string =>
    f.precision === 'exact' && f.lon !== null && f.lat !== null ? `${number(f.lat, 5)} N, ${number(f.lon, 5)} E` : POSITION[f.precision];
  const fields: readonly (readonly [string, (f: DraftFacility) => string])[] = [
    ['Nom', (f) => text(f.name)], ['Nature', natureText], ['Places', capacityText], ['Adresse', (f) => text(f.address)], ['Code postal', (f) => text(f.postcode)],
    ['Commune', (f) => text(f.commune_name)], ['Position', where], ['Âges', (f) => text(f.ages)], ['Ouverture', (f) => day(f.opened_on)], ['Fermeture', (f) => day(f.closed_on)],
  ];
  return fields.map(([label, of]) => [label, of(before), of(after)] as const).filter(([, a, b]) => a !== b);
}

/** What several lines have in common, beside the table's title. */
export function shared(services: readonly Service[]): string {
  const having = (test: (note: string) => boolean): number => services.filter((s) => s.notes.some(test)).length;
  const [numberless, together] = [having((n) => n === 'sans numéro'), having((n) => n.startsWith('même site'))];
  return [
    numberless > 0 ? count(numberless, 'adresse sans numéro', 'adresses sans numéro') : '',
    together > 0 ? count(together, 'service sur un site partagé', 'services sur un site partagé') : '',
  ].filter((t) => t !== '').join(' · ');
}

export const inventoryLabel = (kind: Kind, n: number): string => `${ACRONYM[kind]}, ${number(n)}`;
export const goneQuestion = (n: number): string =>
  n < 2 ? `${number(n)}${HARD}service de cette liste n’y est plus` : `${number(n)}${HARD}services de cette liste n’y sont plus`;
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)!}`;

/** On questions that several lines ask. */
export const alike = {
  asked: (n: number): string => `${count(n, 'autre ligne pose', 'autres lignes posent')} la même question.`,
  tick: (n: number): string => (n < 2 ? 'Répondre de même à l’autre' : `Répondre de même aux ${number(n)}${HARD}autres`),
  followed: (n: number): string => (n < 2 ? 'Même réponse pour l’autre ligne.' : `Même réponse pour les ${number(n)}${HARD}autres lignes.`),
  settled: (n: number): string => (n < 2 ? 'L’autre ligne a sa propre réponse.' : `Les ${number(n)}${HARD}autres lignes ont leur réponse.`),
  show: (n: number): string => (n < 2 ? 'Voir l’autre ligne' : `Voir les ${number(n)}${HARD}autres lignes`),
};

export const importing = {
  open: 'Importer une liste', title: 'Importer une liste', steps: ['Coller', 'Vérifier', 'Enregistrer'], back: 'Revenir à la carte',
  closed: 'L’import est fermé à ce poste. Ouvrez la page sur la machine qui fait tourner le serveur, ou demandez l’accès à la personne qui le gère.',
  empty: `Aucun service enregistré pour ce territoire. Les taux et les zones blanches attendent une liste complète.`,
  drop: 'Déposez le fichier pour l’importer',
  pasteTitle: 'Coller une liste de services',
  pasteLead: `Annexe de convention, tableur, fichier officiel${HARD}: collez-les ou déposez-les tels quels. Vous verrez ce qui est compris et ce qui ne l’est pas. Rien n’est enregistré avant votre accord.`,
  text: 'Texte de la liste', textHint: 'Collez ici le tableau, avec ses titres.', name: 'Nom de la liste', nameHint: 'annexe 2, acte du 19/12/2025',
  nameHelp: 'Il servira de source, et retrouvera la même liste l’an prochain.',
  tableKept: 'Tableau reconnu\u00a0: ses colonnes sont gardées.',
  files: 'Fichiers', choose: 'Choisir des fichiers', orDrop: 'ou déposez-les ici', formats: 'CSV, texte, Excel, OpenDocument, GeoJSON, Parquet, zip', remove: (name: string): string => `Retirer ${name}`,
  token: 'Jeton d’import', read: 'Lire la liste', reading: 'Lecture…',
  textRead: 'Texte lu', linesRead: 'Lignes lues', textPasted: 'Texte collé', filesRead: 'Fichiers lus', map: 'Carte', show: 'Afficher', text2: 'Texte',
  seeText: 'Voir le texte', seeMap: 'Voir la carte', close: 'Fermer', noLines: 'Ce fichier n’a pas de lignes à montrer.',
  range: (from: number, to: number, all: number): string => `lignes ${number(from)} à ${number(to)} sur ${number(all)}`, before: 'Lignes précédentes', after: 'Lignes suivantes',
  questions: 'Questions', other: { commune: 'Autre commune…', text: 'Autre réponse…', name: 'Renommer', position: 'Placer sur la carte', number: 'Donner le nombre…' },
  change: 'Modifier', keep: 'Garder cette réponse', ok: 'Valider', cancel: 'Annuler', answered: 'Réponse', turnedDown: 'Cette réponse n’a pas pu être retenue. Choisissez-en une autre.',
  communeHelp: 'Nom ou code Insee de la commune', noCommune: (q: string): string => `Aucune commune ne correspond à ${quoted(q)}.`, numberHelp: 'Un nombre, par exemple 24. Laissez vide s’il est inconnu.',
  notNumber: 'Un nombre de places s’écrit 24 ou 24,5.', askPlaces: 'Nombre de places', askText: 'Votre réponse', askName: 'Nom du service',
  pager: (at: number, all: number): string => `Question ${number(at)} sur ${number(all)}`, previous: 'Précédente', next: 'Suivante',
  complete: `La liste est-elle complète${THIN}?`, completeWhy: `Une zone blanche n’est affirmée que si la liste l’est. Sans réponse, la carte dit «${HARD}non renseigné${HARD}».`,
  completeAgain: (said: string): string => `Une zone blanche n’est affirmée que si la liste l’est. Le registre dit${HARD}: ${said}. Sans réponse, il le garde.`,
  goneWhy: (n: number): string => `${n < 2 ? 'Il est' : 'Ils sont'} dans le registre, d’une lecture précédente de cette liste.`, goneRemove: 'Retirer du registre', goneKeep: 'Garder',
  sure: 'Lues sans doute', lines: (n: number): string => count(n, 'ligne'), noSure: 'Aucune ligne n’est encore lue sans doute.',
  columns: { line: 'ligne', service: 'Service', address: 'Adresse', commune: 'Commune', places: 'Places', position: 'Position', change: 'Registre', kind: 'Nature' },
  noAddress: 'sans adresse', noCommuneYet: 'à confirmer', more: (n: number): string => `Afficher ${count(n, 'ligne')} de plus`, moreQuestions: (n: number): string => `Afficher ${count(n, 'question')} de plus`,
  editOf: (name: string): string => `Modifier ${name}`, leaveOut: 'Ne pas importer', restore: 'Remettre', leftOut: 'Écartées par vous', asRead: 'Revenir à la lecture', place: 'Placer sur la carte…',
  unknownPlaces: 'inconnues', differences: (name: string): string => `Ce qui change pour ${name}`, before2: 'avant', after2: 'après',
  others: 'Autres services', othersWhy: 'Lus, mais hors des cinq natures suivies\u00a0: ils ne sont pas importés.',
  refused: 'Refusées', defects: 'Défauts des documents', defectsWhy: 'Signalés, jamais corrigés.', notes: 'Remarques', figures: 'Chiffres officiels',
  figureText: (rows: number, communes: number, note: string): string =>
    `${note === '' ? count(rows, 'valeur') : note}, ${communes === 0 ? 'aucune commune de ce territoire' : count(communes, 'commune')}.`,
  report: 'Rapport de lecture', reportText: 'Télécharger le texte', reportJson: 'Télécharger en JSON',
  beforeSaving: ' avant d’enregistrer.', ready: 'Tout est répondu.', certain: 'Rien à confirmer.', saving: 'Enregistrement…', nothingRead: `Rien à enregistrer${HARD}: aucune ligne n’a été comprise.`, elsewhereOnly: `Rien à enregistrer${HARD}: ces chiffres ne disent rien de ce territoire.`,
  abandon: `Abandonner cette lecture${THIN}?`, abandonWhy: 'Vos réponses seront perdues. Rien n’a été enregistré.', goOn: 'Continuer', giveUp: 'Abandonner',
  done: 'Enregistré', seeResult: 'Voir la carte', again: 'Importer une autre liste',
  placing: (name: string): string => `Placer ${name}`, placingHelp: 'Touchez la carte ou faites glisser le point. Au clavier\u00a0: flèches sur la carte, ou les deux nombres.',
  lon: 'Longitude', lat: 'Latitude', notPosition: 'Une longitude va de −180 à 180, une latitude de −90 à 90, en degrés\u00a0: 1,86550 et 48,92840.',
  inCommune: (name: string): string => `Le point est dans la commune${HARD}: ${name}.`, elsewhere: (there: string, said: string): string => `Le point est dans la commune${HARD}: ${there}. La ligne dit ${said}.`,
  outside: 'Le point est hors du territoire.', usePoint: 'Garder ce point', noPoint: 'Aucun point choisi.', placed: 'point choisi sur la carte',
  previewMap: 'Carte des services lus. Les points en tirets sont à la mairie ou à la rue. Les numéros sont ceux des questions.',
  noPosition: (n: number): string => `${count(n, 'service')} sans position, hors de la carte.`,
  roles: { other: 'autre service', refused: 'refusée', heading: 'titres', section: 'rubrique', ignored: 'hors liste', service: '' },
};
