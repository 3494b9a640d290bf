import { expect, test } from 'vitest';
import { readView, today, type View, writeView } from '../src/state/view';

const FULL: View = {
  territory: '248600413', kind: 'alsh', ages: '11-17', within: 3400, fill: 'mean', at: '2025-01-31', mode: 'all', ref: 40,
  method: 'quantiles', commune: '86066', camera: { lon: 0.53, lat: 46.81, zoom: 10.25 }, page: 'import', competence: 'transferred', siting: 3, candidates: 'services', since: '2025-12-19',
  decay: 'gaussian', bounds: [10, 20.5, 40], versus: { by: 'date', at: '2025-12-19' },
  named: 'saint', verdict: 'white', service: 'scenario-1', slot: 'mercredi', cells: true, basemap: true,
  scenario: 'name,Variante%2C A;open,eaje,1.82,48.884,20,,,,Crèche neuve',
};

test('a view survives the address bar', () => {
  expect(readView(writeView(FULL), '200034130')).toEqual(FULL);
  const eaje: View = { ...FULL, kind: 'eaje', ages: '0-2', mode: 'paje', ref: 23.5, commune: null, camera: null, page: 'map', competence: 'communes', siting: 'all', since: null, scenario: null, service: null };
  expect(readView(writeView(eaje), '200034130')).toEqual(eaje);
});

test('an address that says nothing but a territory gives the working view of it', () => {
  expect(readView('?territory=200034130', 'T')).toEqual({
    territory: '200034130', kind: 'eaje', ages: '0-2', within: 2000, fill: 'none', at: today(), mode: 'all', ref: 23.5,
    method: 'jenks', commune: null, camera: null, page: 'map', competence: 'communes', siting: null, candidates: 'town-halls', since: null, decay: 'binary', bounds: null, versus: null, named: null, verdict: null, service: null, slot: null, cells: false, basemap: false, scenario: null,
  });
});

test('the bare address gives the official view of the home territory, which asks nothing', () => {
  const v = readView('', '200034130');
  expect([v.territory, v.page, v.kind, v.within, v.fill]).toEqual(['200034130', 'official', 'eaje', 3000, 'mean']);
  expect(readView(writeView(v), 'T')).toEqual(v);
});

test('one view leads to the other with the same question, whatever each would choose by itself', () => {
  for (const fill of ['none', 'mean'] as const) for (const page of ['official', 'map'] as const) {
    const v: View = { ...readView('?territory=T&within=700', 'T'), fill, page };
    expect(readView(writeView(v), 'X')).toEqual(v);
  }
});

test('what is not understood is left out, never guessed', () => {
  const v = readView('?kind=creche&ages=4-5&within=50&fill=yes&at=hier&mode=x&ref=abc&method=y&ouvrir=0&depuis=&competence=x&lon=&lat=&zoom=3&decay=x&classes=20,10&comparer=date:hier&nom=&verdict=blanc&slot=nuit&carreaux=oui&fond=non', 'T');
  expect(v).toEqual(readView('?territory=T', 'T'));
});

test('an age band of another kind is not kept', () => {
  expect(readView('?kind=rpe&ages=3-11', 'T').ages).toBe('0-5');
});
