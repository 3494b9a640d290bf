import { expect, test } from 'vitest';
import { inCommune, lead, notes, official, sentence, type Told } from '../src/words/official';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
/** Gally Mauldre at 3 km. */
const GALLY: Told = {
  kind: 'eaje', ages: '0-2', within: 3000, known: 'places', estimated: true, children: 608, with: 333, without: 259, out: 16, someOut: true,
  outIn: ['Andelu'], atLeast: 333, facilities: 12, perimeters: false, silent: 0, communes: 11, secret: 0, partial: false,
};
const say = (of: Partial<Told>): string => plain(sentence({ ...GALLY, ...of }));
const then = (of: Partial<Told>): string => plain(lead({ ...GALLY, ...of }));

test('all out of reach in one commune', () => {
  expect(say({})).toBe('Sur environ 608 enfants de moins de 3 ans, 333 ont une place de crèche à moins de 3 km.');
  expect(then({})).toBe('*259* vivent près d’une crèche, mais sans place pour eux. *16*, tous à Andelu, n’ont aucune crèche à moins de 3 km.');
});

test('« environ » governs all, once, and exact figures drop it', () => {
  expect(say({}).match(/environ/g)?.length).toBe(1);
  expect(then({})).not.toMatch(/environ/i);
  expect(say({ estimated: false })).toMatch(/^Sur 608 enfants/);
});

test('nobody out of reach, less than one, one, and spread', () => {
  expect(then({ out: 0, someOut: false, outIn: [] })).toMatch(/Aucun n’est hors de portée\.$/);
  expect(then({ out: 0, outIn: [] })).toMatch(/Moins d’un enfant est hors de portée\.$/);
  expect(then({ out: 1 })).toMatch(/\*1\*, à Andelu, n’a aucune crèche à moins de 3 km\.$/);
  expect(then({ outIn: ['Andelu', 'Maule', 'Davron'] })).toMatch(/\*16\*, dans 3 communes, n’ont aucune crèche/);
  expect(then({ outIn: [], communes: 1 })).toMatch(/\*16\* n’ont aucune crèche/);
});

test('one child without a place takes the singular', () => {
  expect(then({ without: 1 })).toMatch(/^\*1\* vit près d’une crèche, mais sans place pour lui\./);
  expect(then({ without: 0 })).toMatch(/^\*16\*/);
  expect(say({ with: 1 })).toMatch(/, 1 a une place/);
});

test('everybody and nobody', () => {
  expect(say({ with: 608, without: 0, out: 0 })).toMatch(/, tous ont une place de crèche à moins de 3 km\.$/);
  expect(say({ with: 0, without: 592 })).toMatch(/, aucun n’a de place de crèche à moins de 3 km\.$/);
  expect(then({ with: 0, without: 0, out: 608, outIn: ['A', 'B'], facilities: 0 })).toMatch(/Aucune crèche n’est recensée sur le territoire, liste complète\.$/);
  expect(say({ children: 0, with: 0, without: 0, out: 0 })).toBe('Aucun enfant de moins de 3 ans n’est recensé ici.');
  expect(say({ children: null })).toBe('Le nombre d’enfants de moins de 3 ans n’est pas renseigné.');
});

test('a kind without places speaks of reach only', () => {
  const rpe: Partial<Told> = { kind: 'rpe', ages: '0-5', known: 'reach', with: 0, without: 1000, out: 182, children: 1182, outIn: ['Les Mureaux'] };
  expect(say(rpe)).toBe('Sur environ 1 182 enfants de moins de 6 ans, 1 000 ont un relais petite enfance à moins de 3 km.');
  expect(then(rpe)).toBe('*182*, tous aux Mureaux, n’ont aucun relais petite enfance à moins de 3 km.');
  expect(say({ ...rpe, perimeters: true })).toMatch(/à moins de 3 km ou au service de leur commune\.$/);
  expect(say({ ...rpe, without: 0, out: 1182 })).toMatch(/aucun n’a de relais petite enfance/);
});

test('places that are not known are not counted for none', () => {
  const some: Partial<Told> = { known: 'reach', with: 0, without: 592 };
  expect(say({ ...some, atLeast: 0 })).toMatch(/, 592 ont une crèche à moins de 3 km\.$/);
  expect(then({ ...some, atLeast: 0 })).toMatch(/^Combien y ont une place, on ne le sait pas\./);
  expect(then({ ...some, atLeast: 40 })).toMatch(/^Au moins \*40\* y ont une place/);
});

test('what is not documented says so, in the right gender', () => {
  const silent: Partial<Told> = { known: 'children', silent: 11 };
  expect(say({ ...silent, kind: 'rpe' })).toBe('Les relais petite enfance ne sont pas renseignés : cette page ne peut pas dire où ils manquent.');
  expect(say(silent)).toBe('Les crèches ne sont pas renseignées : cette page ne peut pas dire où elles manquent.');
  expect(say({ ...silent, silent: 3 })).toMatch(/^Les crèches ne sont pas renseignées dans 3 communes sur 11 :/);
  expect(say({ ...silent, partial: true })).toMatch(/^La liste des crèches est partielle/);
  expect(say({ ...silent, silent: 0, secret: 2 })).toMatch(/^Le nombre d’enfants est couvert par le secret statistique dans 2 communes :/);
  expect(then(silent)).toBe('Environ *608* enfants de moins de 3 ans vivent ici.');
});

test('an accueil de loisirs begins with a vowel', () => {
  const alsh: Partial<Told> = { kind: 'alsh', ages: '3-11' };
  expect(say(alsh)).toMatch(/enfants de 3 à 11 ans, 333 ont une place d’accueil de loisirs/);
  expect(then(alsh)).toMatch(/près d’un accueil de loisirs.*n’ont aucun accueil de loisirs/);
});

test('articles of names contract', () => {
  expect(['Andelu', 'Le Pecq', 'Les Alluets-le-Roi', 'La Celle-Saint-Cloud', 'Lens'].map(inCommune))
    .toEqual(['à Andelu', 'au Pecq', 'aux Alluets-le-Roi', 'à La Celle-Saint-Cloud', 'à Lens']);
});

test('the note and the titles', () => {
  expect(plain(notes.filled('eaje', 12, 12, 'Caf des Yvelines 2022'))).toBe(
    'Les places ne sont pas connues : chaque crèche compte pour la taille moyenne de son type (Caf des Yvelines 2022), assistantes maternelles non comprises.');
  expect(plain(notes.filled('alsh', 3, 14, 'Caf'))).toBe('Les places de 3 accueils de loisirs sur 14 ne sont pas connues : chaque service compte pour la taille moyenne de son type (Caf).');
  expect(plain(official.mapTitle(1, '0-2'))).toBe('Un point par enfant de moins de 3 ans');
  expect(plain(official.mapTitle(50, '3-11'))).toBe('Un point pour 50 enfants de 3 à 11 ans');
  expect(plain(official.reading(5))).toMatch(/^Lecture : un point représente 5 enfants/);
  expect(plain(official.near('rpe', 'RPE', 'dans la commune'))).toBe('Relais petite enfance le plus proche : RPE, dans la commune.');
});
