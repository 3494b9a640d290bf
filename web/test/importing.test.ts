import { expect, test } from 'vitest';
import type { DraftFacility, Service, Summary } from '../src/api/draft';
import { differences, goneQuestion, heading, lead, remaining, saveLabel, savedSentences, savedTitle, shared } from '../src/words/import';
import { importErrors } from '../src/words/import-errors';

const SUMMARY: Summary = {
  services: 26, understood: 23, doubtful: 3, refused: 0, others: 0, defects: 0, added: 26, changed: 0, unchanged: 0, gone: 0, questions: 3, open: 3, figures: 0,
};
const FACILITY: DraftFacility = {
  id: 'a', name: 'Les Pitchouns', kind: 'eaje', subtype: 'multi-accueil', capacity: null, ages: null, funding: null, address: '20 pl du Général de Gaulle', postcode: '78580',
  commune: '78380', commune_name: 'Maule', precision: 'town-hall', lon: 1.85, lat: 48.91, perimeter: [], opened_on: null, closed_on: null, source: 'liste', slots: '',
};
const service = (facility: Partial<DraftFacility>, notes: string[] = []): Service =>
  ({ key: 'k', place: { file: 'f', line: 1 }, text: '', state: 'understood', change: 'added', facility: { ...FACILITY, ...facility }, before: null, geocode: null, notes });
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('the heading counts in French: 0 and 1 take the singular', () => {
  expect(heading(SUMMARY)).toBe('26\u00a0services lus, 3\u00a0à confirmer, aucun refusé');
  expect(plain(heading({ ...SUMMARY, services: 1, doubtful: 0, refused: 1 }))).toBe('1 service lu, aucun à confirmer, 1 refusé');
  expect(plain(heading({ ...SUMMARY, services: 2, doubtful: 1, refused: 2 }))).toBe('2 services lus, 1 à confirmer, 2 refusés');
  expect(plain(heading({ ...SUMMARY, services: 0, refused: 4 }))).toBe('Aucun service lu, 4 refusés');
  expect(plain(heading({ ...SUMMARY, services: 0, figures: 266, defects: 6 }))).toBe('266 valeurs lues, 6 défauts signalés');
  expect(plain(heading({ ...SUMMARY, services: 0 }, true))).toBe('Aucune valeur pour ce territoire, aucun défaut');
  expect(plain(heading({ ...SUMMARY, services: 0, figures: 11 }))).toBe('11 valeurs lues, aucun défaut');
});

test('what is left is counted, and nothing is said when nothing is left', () => {
  expect([0, 1, 3].map((n) => plain(remaining(n)))).toEqual(['', 'Encore 1 réponse', 'Encore 3 réponses']);
  expect(plain(saveLabel({ ...SUMMARY, services: 1 }))).toBe('Enregistrer 1 service');
  expect(plain(savedTitle(SUMMARY))).toBe('26 services enregistrés');
  expect(plain(goneQuestion(1))).toBe('1 service de cette liste n’y est plus');
  expect(plain(goneQuestion(3))).toBe('3 services de cette liste n’y sont plus');
});

test('an unknown number of places is said unknown, never zero', () => {
  const draft = (services: Service[]) => ({ services, summary: SUMMARY }) as never;
  expect(plain(lead(draft([service({})])))).toBe('Aucune ligne ne donne le nombre de places : il reste « inconnu », jamais 0. Rien n’est encore enregistré.');
  expect(plain(lead(draft([service({}), service({ capacity: 20 }), service({ kind: 'rpe' })])))).toContain('1 ligne sur 2 ne donne pas le nombre de places');
  expect(plain(lead(draft([service({ kind: 'rpe' })])))).toBe('Rien n’est encore enregistré.');
});

test('a changed service tells what it was, field by field', () => {
  const after = { ...FACILITY, capacity: 24, address: '' };
  expect(differences(FACILITY, after)).toEqual([['Places', 'inconnues', '24'], ['Adresse', '20 pl du Général de Gaulle', 'non renseigné']]);
  expect(differences(FACILITY, FACILITY)).toEqual([]);
});

test('what lines share is counted once per line', () => {
  expect(plain(shared([service({}, ['sans numéro']), service({}, ['sans numéro', 'même site que ALSH La Farandole'])]))).toBe('2 adresses sans numéro · 1 service sur un site partagé');
  expect(shared([service({})])).toBe('');
});

test('a refused file says where, why and what to do', () => {
  const text = importErrors.refused(422, { detail: 'La feuille est vide.', remedy: 'Choisissez une autre feuille.', place: { file: 'liste.xlsx', sheet: 'Annexe 2', line: 3 } });
  expect(plain(text)).toBe('liste.xlsx, feuille Annexe 2, ligne 3 : La feuille est vide. Choisissez une autre feuille.');
  expect(importErrors.refused(500, {})).toMatch(/gardées/);
});

test('what was saved says what became of the services that the list no longer has', () => {
  const s = { ...SUMMARY, services: 3, added: 1, changed: 1, unchanged: 1, gone: 1 };
  expect(savedSentences(s, 'annexe 2', 'remove').map(plain)).toEqual(['Liste : annexe 2.', '1 nouveau, 1 modifié, 1 inchangé.', '1 service absent de la liste, retiré du registre.']);
  expect(plain(savedSentences({ ...s, gone: 2 }, '', 'keep').at(-1)!)).toBe('2 services absents de la liste, gardés.');
  expect(plain(saveLabel({ ...SUMMARY, services: 0, figures: 266 }))).toBe('Enregistrer 266 valeurs');
});
