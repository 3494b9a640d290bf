import { afterEach, expect, test, vi } from 'vitest';
import { Loader } from '../src/state/loader';
import { readView } from '../src/state/view';

afterEach(() => { vi.unstubAllGlobals(); });

test('what was kept of the indicators is forgotten with the picture they stood beside, and only then', async () => {
  let asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => { asked.push(url.replace(/\?.*/, '').replace('/api/territories/', '')); return { ok: true, json: async () => ({}) }; });
  let forgotten = 0;
  const loader = new Loader(() => { forgotten++; });
  const loads = async (search: string): Promise<[string[], number]> => {
    asked = [];
    forgotten = 0;
    await loader.load(readView(search, 'T'));
    return [asked, forgotten];
  };
  const all = ['T', 'T/facilities', 'T/coverage', 'T/white-zones'];
  expect(await loads('?kind=eaje')).toEqual([all, 1]);
  expect(await loads('?within=3000')).toEqual([['T/white-zones'], 0]);
  expect(await loads('?within=3000&kind=rpe')).toEqual([all, 1]);
  expect(await loads('?within=3000&kind=rpe&commune=C')).toEqual([[], 0]);
  // The official view asks for cells and for the services of every kind besides, never older than what they stand beside.
  const more = ['T/cells', 'T/facilities'];
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu')).toEqual([more, 0]);
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu&commune=C')).toEqual([[], 0]);
  expect(await loads('?within=3000')).toEqual([all, 1]);
  expect(await loads('?within=3000&kind=rpe&fill=none&vue=elu')).toEqual([[...all, ...more], 1]);
  loader.forget();
  expect(await loads('?within=3000&kind=rpe')).toEqual([all, 1]);
});
