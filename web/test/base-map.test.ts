// @vitest-environment happy-dom
import type { StyleSpecification } from 'maplibre-gl';
import { afterEach, expect, test, vi } from 'vitest';
import { BaseMap, styled } from '../src/state/base-map';

afterEach(() => { vi.unstubAllGlobals(); });

const HERE = 'https://tiles.example.org';
const STYLE = {
  version: 8, glyphs: `${HERE}/{fontstack}/{range}.pbf`, sprite: `${HERE}/sprite`,
  sources: {
    plan: { type: 'vector', tiles: [`${HERE}/{z}/{x}/{y}.pbf`], url: `${HERE}/plan.json`, maxzoom: 14, scheme: 'tms' },
    told: { type: 'vector', url: '../told.json' },
    far: { type: 'raster', tiles: ['https://elsewhere.example.org/{z}/{x}/{y}.png'] },
    relief: { type: 'raster-dem', url: `${HERE}/relief.json` },
  },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': '#fff' } },
    { id: 'water', type: 'fill', source: 'plan', 'source-layer': 'water', paint: { 'fill-color': { stops: [[7, '#aaf'], [12, '#99f']] } } },
    { id: 'marsh', type: 'fill', source: 'plan', 'source-layer': 'water', paint: { 'fill-pattern': 'marsh' } },
    { id: 'road', type: 'line', source: 'told', 'source-layer': 'road', filter: ['==', 'symbo', 'ROUTE'] },
    { id: 'picture', type: 'raster', source: 'far' },
    { id: 'name', type: 'symbol', source: 'plan', 'source-layer': 'name', layout: { 'text-field': '{name}' } },
    { id: 'shade', type: 'hillshade', source: 'relief' },
    { id: 'lost', type: 'line', source: 'nowhere', 'source-layer': 'x' },
  ],
} as unknown as StyleSpecification;

test('of a style its surfaces and lines are drawn, from its own host, under names that are not ours', () => {
  const { sources, layers } = styled(STYLE, `${HERE}/styles/gris.json`);
  expect(sources).toEqual({
    'basemap-plan': { type: 'vector', tiles: [`${HERE}/{z}/{x}/{y}.pbf`], maxzoom: 14, scheme: 'tms' },
    'basemap-told': { type: 'vector', url: `${HERE}/told.json` },
  });
  expect(layers.map((l) => [l.id, 'source' in l ? l.source : null])).toEqual([['basemap-paper', null], ['basemap-water', 'basemap-plan'], ['basemap-road', 'basemap-told']]);
  expect(layers[2]).toMatchObject({ filter: ['==', 'symbo', 'ROUTE'], 'source-layer': 'road' });
});

test('pictures are there at once, and a style once it is wanted and has come', async () => {
  const offer = { attribution: '© Faiseurs', style: `${HERE}/gris.json` };
  expect(new BaseMap(null, () => undefined).drawn()).toBeNull();
  const pictures = new BaseMap({ attribution: '© Faiseurs', tiles: '/basemap/{z}/{x}/{y}' }, () => undefined).drawn();
  expect(pictures?.sources).toMatchObject({ basemap: { tiles: [`${location.origin}/basemap/{z}/{x}/{y}`] } });
  let asked = 0;
  let reply: unknown = { ok: false, status: 404 };
  vi.stubGlobal('fetch', async () => { asked++; return reply; });
  const said: (string | null)[] = [];
  // Whatever is said is drawn, which wants the base map again.
  const base: BaseMap = new BaseMap(offer, (why) => { said.push(why); base.drawn(); });
  expect([base.offered, asked, base.drawn()]).toEqual([true, 0, null]);
  await vi.waitFor(() => { expect(said).toHaveLength(1); });
  expect([asked, said[0]]).toEqual([1, 'Le fond de plan ne répond pas. La carte reste sans lui.']);
  reply = { ok: true, json: async () => STYLE };
  await vi.waitFor(() => { expect(base.drawn()).not.toBeNull(); });
  expect([asked, said[1], base.drawn()?.attribution]).toEqual([2, null, '© Faiseurs']);
  reply = { ok: true, json: async () => ({ nothing: 'of a style' }) };
  const odd = new BaseMap(offer, (why) => { said.push(why); });
  odd.drawn();
  await vi.waitFor(() => { expect(said).toHaveLength(3); });
  expect(said[2]).toBe(said[0]);
});
