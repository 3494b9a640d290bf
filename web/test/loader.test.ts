import { afterEach, expect, test, vi } from 'vitest';
import { Loader } from '../src/state/loader';
import { readView } from '../src/state/view';

afterEach(() => { vi.unstubAllGlobals(); });

const SHAPE = { type: 'Polygon', coordinates: [] };
const ROW = { code: 'C', rate: 12 };
/** What the server gives under each name. */
const given = (url: URL): Record<string, unknown> =>
  Object.fromEntries((url.searchParams.get('of') ?? '').split(',').map((part) => {
    if (part !== 'coverage') return [part, { part }];
    const shaped = url.searchParams.get('coverage.format') === 'geojson';
    return [part, shaped ? { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: SHAPE, properties: ROW }], metadata: { at: '2026-11-22' } } : { at: '2026-11-22', communes: [ROW] }];
  }));

/** Answers every address, and remembers which were asked. */
function server(): URL[] {
  const asked: URL[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost');
    asked.push(url);
    return { ok: true, json: async () => given(url) };
  });
  return asked;
}

test('only what a view has made stale is asked for, in one journey, and never stands beside what is newer', async () => {
  const asked = server();
  let forgotten = 0;
  const loader = new Loader(() => { forgotten++; });
  const loads = async (search: string): Promise<[string[], number]> => {
    asked.length = 0;
    forgotten = 0;
    await loader.load(readView(search, 'T'));
    return [asked.map((url) => url.searchParams.get('of') ?? url.pathname.replace('/api/territories/T/', '')), forgotten];
  };
  const all = 'territory,facilities,coverage,white-zones';
  expect(await loads('?kind=eaje')).toEqual([[all], 1]);
  expect(await loads('?within=3000')).toEqual([['white-zones'], 0]);
  expect(await loads('?within=3000&kind=rpe')).toEqual([[all], 1]);
  expect(await loads('?within=3000&kind=rpe&commune=C')).toEqual([[], 0]);
  // The official view asks for cells and for the services of every kind besides, never older than what they stand beside.
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu')).toEqual([['cells', 'facilities'], 0]);
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu&commune=C')).toEqual([[], 0]);
  expect(await loads('?within=3000')).toEqual([[all], 1]);
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu')).toEqual([[`${all},cells`, 'facilities'], 1]);
  expect(await loads('?within=2000&kind=rpe&fill=none&vue=elu')).toEqual([['white-zones,cells'], 0]);
  expect(await loads('?within=2000&si=close,a')).toEqual([[`${all},scenario`], 1]);
  expect(await loads('?within=3000&si=close,a')).toEqual([['white-zones,scenario'], 0]);
  loader.forget();
  expect(await loads('?within=3000&kind=rpe')).toEqual([[all], 1]);
});

test('the shapes of a territory travel once, and stand in every later answer', async () => {
  const asked = server();
  const loader = new Loader();
  const [first, second] = [await loader.load(readView('?kind=eaje', 'T')), await loader.load(readView('?kind=rpe', 'T'))];
  expect(asked.map((url) => url.searchParams.get('coverage.format'))).toEqual(['geojson', null]);
  expect(second.coverage.features).toEqual([{ type: 'Feature', geometry: SHAPE, properties: ROW }]);
  expect(second.coverage.features[0]?.geometry).toBe(first.coverage.features[0]?.geometry);
  expect(second.coverage.metadata).toEqual({ at: '2026-11-22' });
  await loader.load(readView('?kind=rpe&territory=U', 'T'));
  loader.forget();
  await loader.load(readView('?kind=rpe&territory=U', 'T'));
  expect(asked.slice(2).map((url) => url.searchParams.get('coverage.format'))).toEqual(['geojson', 'geojson']);
});

test('an answer that fails leaves what was held', async () => {
  const asked = server();
  const loader = new Loader();
  await loader.load(readView('?kind=eaje', 'T'));
  vi.stubGlobal('fetch', async () => ({ ok: false, status: 400, json: async () => ({ parameter: 'within' }) }));
  await expect(loader.load(readView('?kind=eaje&within=3000', 'T'))).rejects.toThrow();
  asked.length = 0;
  const again = server();
  await loader.load(readView('?kind=eaje', 'T'));
  expect(again).toEqual([]);
});
