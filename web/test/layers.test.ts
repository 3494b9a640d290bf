import { featureFilter, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type * as GeoJSON from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import type { Scene } from '../src/layers/layer';
import { buildStyle } from '../src/layers/order';
import { standing } from '../src/layers/scenario';
import { parted } from '../src/map/classes';
import type { Theme } from '../src/map/theme';
import type { Picture } from '../src/state/picture';
import { readView } from '../src/state/view';

const square = (west: number): GeoJSON.Polygon => ({ type: 'Polygon', coordinates: [[[west, 48], [west + 0.1, 48], [west + 0.1, 48.1], [west, 48.1], [west, 48]]] });
const coverage = { rate: 20, status: 'observed', children: 30, explanation: { filled: [], children: { method: 'cells' } } };
const white = { verdict: 'partly-white', children: 30, out_of_reach: 10, with_place: 12, without_place: 8, reach_status: 'observed', status: 'observed' };

const at = (lon: number): object => ({ name: 'La Ronde', kind: 'eaje', commune: 'A', commune_name: 'Commune A', capacity: 12, lon, lat: 48.02, precision: 'exact' });
const MOVED = { scenario: { name: '', changes: [{ what: 'move', id: 'a', before: at(2.01), after: at(2.03) }] }, difference: { communes: [], total: null } };

/** SYNTHETIC: two communes side by side, a crèche in the first, the east of the second out of reach. */
function picture(search: string): Picture {
  const communes = ['A', 'B'].map((code, i) => ({ code, name: `Commune ${code}`, town_hall: { lon: 2.05 + 0.1 * i, lat: 48.05 } }));
  const crèche = { id: 'a', name: 'La Ronde', kind: 'eaje', commune: 'A', capacity: 12, precision: 'exact', ages: null, funding: 'psu', subtype: null, slots: [], perimeter: [] };
  return {
    view: readView(search, 'T'), documented: true, classes: parted([10, 30]), siting: null, difference: search.includes('si=') ? MOVED : null, other: null, basemap: null, gap: null, inventory: null,
    territory: { code: 'T', name: 'CC', bbox: [2, 48, 2.2, 48.1], communes, inventories: [] },
    coverage: { features: communes.map((c, i) => ({ geometry: square(2 + 0.1 * i), properties: { ...c, ...coverage } })) },
    zones: { metadata: { position_status: 'observed', communes: [] }, features: [{ geometry: square(2.15), properties: { code: 'B', status: 'observed' } }] },
    facilities: { features: [{ geometry: { type: 'Point', coordinates: [2.03, 48.02] }, properties: crèche }] },
    cells: { cells: [{ code: 'A', lon: 2.03, lat: 48.03, children: 30, with_place: 12, without_place: 8, out_of_reach: 10, imputed: false }], total: { children: 30 }, cell_side: 200 },
    rows: communes.map((c) => ({ ...c, coverage, white, cls: '1', differs: null })),
    total: { code: 'T', name: 'CC', coverage, white, cls: 'total', differs: null },
  } as unknown as Picture;
}
const theme = new Proxy({ name: 'light' } as Theme, { get: (t, key) => (key === 'name' ? t.name : '#123456') });
const scene = (search: string): Scene => ({ picture: picture(search), theme, hover: 'A', spotlight: null, pattern: 1, narrow: false, around: false, size: [800, 600] });
const VIEWS = { official: '?territory=T&vue=elu', working: '?territory=T&kind=eaje&within=3000&commune=A&service=a&carreaux=1', scenario: '?territory=T&kind=eaje&within=3000&service=a&si=move,a,2.03,48.02' };

type Read = Extract<StyleSpecification['layers'][number], { source: string }>;
const DRAWS: Record<string, number[]> = { fill: [3], line: [2, 3], symbol: [1], circle: [1] };
const TYPES: Record<string, 1 | 2 | 3> = { Point: 1, LineString: 2, MultiLineString: 2, Polygon: 3, MultiPolygon: 3 };
const featuresOf = (style: StyleSpecification, source: string): GeoJSON.Feature[] => (style.sources[source] as unknown as { data: GeoJSON.FeatureCollection }).data.features;
const layersOf = (style: StyleSpecification): Read[] => style.layers.filter((l): l is Read => 'source' in l);
function reads(layer: Read, f: GeoJSON.Feature): boolean {
  const { filter } = featureFilter('filter' in layer ? layer.filter : undefined, 'layers[0].filter');
  return filter({ zoom: 11 } as never, { type: TYPES[f.geometry.type]!, properties: f.properties } as never);
}

for (const [name, search] of Object.entries(VIEWS)) {
  const style = buildStyle(scene(search));

  test(`${name}: the map library finds nothing wrong with its layers, which are not checked again on the page`, () => {
    expect(validateStyleMin({ ...style, glyphs: 'x/{fontstack}/{range}' }).map((e) => e.message)).toEqual([]);
  });

  test(`${name}: layers that share a source read each its own features, and no feature is left out`, () => {
    for (const source of Object.keys(style.sources)) {
      for (const f of featuresOf(style, source)) {
        const by = layersOf(style).filter((l) => l.source === source && reads(l, f));
        expect(by.length, `${source}: ${JSON.stringify(f.properties)}`).toBeGreaterThan(0);
        for (const l of by) expect(DRAWS[l.type], l.id).toContain(TYPES[f.geometry.type]);
      }
    }
    const read = (...ids: string[]): number =>
      layersOf(style).filter((l) => ids.includes(l.id)).reduce((sum, l) => sum + featuresOf(style, l.source).filter((f) => reads(l, f)).length, 0);
    expect({ communes: read('communes-fill'), white: read('white-hatch'), sites: read('sites'), names: read('names', 'names-out'), dots: read('dots'), moved: read('scenario-ghosts', 'scenario-ring') })
      .toEqual({ communes: 2, white: 1, sites: 1, names: 2, dots: name === 'official' ? 30 : 0, moved: name === 'scenario' ? 2 : 0 });
  });
}

test('what changes alone travels alone', () => {
  expect(Object.keys(buildStyle(scene(VIEWS.working)).sources)).toEqual(['communes', 'white', 'cells', 'found', 'points']);
});
test('a service that is moved out of the territory stays on the map, pale, and in reach of the hand', () => {
  const out = scene(VIEWS.scenario);
  out.picture.facilities.features = [];
  const [old, now] = featuresOf(buildStyle(out), 'points').filter((f) => f.properties?.['of'] === 'scenario-ghosts');
  expect([old, now].map((f) => (f!.geometry as GeoJSON.Point).coordinates)).toEqual([[2.01, 48.02], [2.03, 48.02]]);
  expect(standing(out)).toEqual([{ ids: ['a'], at: { lon: 2.03, lat: 48.02 }, radius: 10, carried: true }]);
});
test('a dragged service sends three sources to the worker, whatever is drawn of it', () => {
  expect(Object.keys(buildStyle(scene(VIEWS.scenario)).sources).filter((s) => !['communes', 'found'].includes(s))).toEqual(['white', 'points', 'scenario-lines']);
});
