import { expect, test } from 'vitest';
import type { Facility } from '../src/api/types';
import { matching, type Service } from '../src/state/services';

const of = (name: string, address: string | null, commune_name: string): Service => ({ type: 'Feature', geometry: null, properties: { name, address, commune_name } as Facility });
const all = [of('Les Pitchouns', '20 place du Général de Gaulle', 'Maule'), of('Crèche familiale', 'Maison Pierre Pecker, allée Carnoustie', 'Maule'), of('À 2 Pas', null, 'Crespières'), of('Relais', '3 rue de la Crèche', 'Feucherolles')];
const names = (typed: string, most = 8): string[] => matching(all, typed, most).map((s) => s.properties.name);

test('services are found by name, address or commune, without accents, whatever the order of the words', () => {
  expect(names('general')).toEqual(['Les Pitchouns']);
  expect(names('a 2 pas')).toEqual(['À 2 Pas']);
  expect(names('gaulle maule')).toEqual(['Les Pitchouns']);
  expect(names('CARNOUSTIE')).toEqual(['Crèche familiale']);
  expect(names('xyz')).toEqual([]);
  expect(names('  ')).toEqual([]);
});

test('a name that begins with what is typed comes before an address that holds it, and the list ends', () => {
  expect(names('creche')).toEqual(['Crèche familiale', 'Relais']);
  expect(names('maule', 1)).toHaveLength(1);
});
