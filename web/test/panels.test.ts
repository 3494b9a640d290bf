// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { Duties, Perimeters, Sharing } from '../src/api/indicators';
import { access } from '../src/panels/access';
import type { Actions } from '../src/panels/actions';
import { duties } from '../src/panels/duties';
import { perimeters } from '../src/panels/perimeters';
import type { Section } from '../src/panels/section';
import { Lazy } from '../src/state/lazy';
import type { Picture, Row } from '../src/state/picture';
import { readView } from '../src/state/view';

const MAP = 'Source : carte';
const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');
const total = { code: 'T', name: 'CC' } as Row;

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', class { constructor(private readonly see: (entries: { isIntersecting: boolean }[]) => void) {} observe(): void { this.see([{ isIntersecting: true }]); } });
});

/** A section with the answer of the server to it, as it stands for one row. */
async function drawn(make: (actions: Actions) => Section, answer: object, kind: string, row: Row = total): Promise<HTMLElement> {
  const lazy = new Lazy(async () => ({ source_line: MAP, ...answer }));
  lazy.start();
  const part = make({ lazy } as unknown as Actions);
  part.update({ view: readView(`?kind=${kind}`, 'T'), total, rows: [], zones: { metadata: { source_line: MAP } } } as unknown as Picture, row);
  await vi.waitFor(() => expect(part.element.querySelector('.answer')?.childElementCount).toBeGreaterThan(0));
  return part.element;
}

const covered = (patch: Partial<Perimeters['total']>): object => ({
  communes: [], services: [],
  total: {
    communes: 1, not_documented: 0, communes_covered: 0, communes_covered_status: 'zero', communes_left: 1, communes_left_status: 'observed', communes_progress: 0, communes_progress_status: 'zero',
    children_covered: 559.6, children_covered_status: 'estimated', children_left: 622.4, children_left_status: 'estimated', children_progress: 0.4735, children_progress_status: 'estimated',
    per_animator: null, per_animator_status: 'not-applicable', ...patch,
  },
});

test('what is covered is the share that the server says, with its mark', async () => {
  const lines = [...(await drawn(perimeters, covered({}), 'laep')).querySelectorAll('.progress')];
  expect(lines.map((l) => plain(l.textContent))).toEqual(['0 commune couverte, 1 à couvrir0 %', '≈ 560 enfants couverts, ≈ 622 à couvrir≈ 47 %']);
  expect(lines.map((l) => l.querySelectorAll('.b3 i').length)).toEqual([1, 2]);
});

test('a minimum is never drawn as if all were covered', async () => {
  const atLeast = covered({
    communes: 15, not_documented: 14, communes_covered: 1, communes_covered_status: 'lower-bound', communes_left: 0, communes_left_status: 'lower-bound', communes_progress: 1 / 15, communes_progress_status: 'lower-bound',
    children_covered: null, children_covered_status: 'not-documented', children_progress: null, children_progress_status: 'not-documented',
  });
  const section = await drawn(perimeters, atLeast, 'laep');
  expect(plain(section.querySelector('.progress')?.textContent)).toBe('≥ 1 commune couverte, n. d. à couvrir≥ 6 %');
  expect(section.querySelectorAll('.progress')).toHaveLength(1);
  expect(section.querySelector('.b3')).toBeNull();
});

test('the figures of a service bear the marks that the server gives them', async () => {
  const of = (patch: Partial<Sharing>): Sharing => ({ id: 'a', name: 'A', commune: 'C', commune_name: 'Maule', distance: 1000, places: 12, places_status: 'observed', children_sharing: 97.4, children_sharing_status: 'estimated', access: 12.3, access_status: 'estimated', ...patch });
  const services = [of({}), of({ places: 14.857, places_status: 'estimated' }), of({ places: null, places_status: 'not-documented', access: 0, access_status: 'lower-bound' })];
  const answer = { neighbours_documented: true, communes: [{ code: 'C', name: 'Maule', access: 1, access_status: 'lower-bound', explanation: { lots: 'cells', services, omitted: 0 } }] };
  const section = await drawn(access, answer, 'eaje', { code: 'C', name: 'Maule', white: { access: 1 } } as Row);
  expect([...section.querySelectorAll('li')].map((l) => plain(l.textContent).replace(/^.* km · | à moins du seuil/g, ''))).toEqual([
    '12 places pour ≈ 97 enfants≈ 12,3', '≈ 14,9 places pour ≈ 97 enfants≈ 12,3', 'places inconnues pour ≈ 97 enfants≥ 0',
  ]);
});

test('a missing relay is said once: by its finding, or by the line of the duty', async () => {
  const authority = { authority_code: 'T', authority_name: 'CC', counted_population: 22_698, counted_population_status: 'observed', count_and_inform: 'due', plan_and_support: 'due', multi_year_scheme: 'due', relay: 'due', relay_found: 'missing', relays: [] };
  const answer = {
    competence: 'transferred', population_vintage: '2026', duties: [{ duty: 'relay', asks: '', above: 10_000, since: '2025-01-01', article: 'CASF', note: null }],
    findings: [{ code: 'T', sentence: 'CC : la liste complète ne compte aucun RPE.' }], communes: [{ code: 'C', name: 'Maule', ...authority }], total: { code: 'T', name: 'CC', ...authority, population: 22_698, population_status: 'observed' },
  } as unknown as Duties;
  const whole = await drawn(duties, answer, 'rpe');
  expect([...whole.querySelectorAll('.finding, li')].map((l) => plain(l.textContent))).toEqual(['CC : la liste complète ne compte aucun RPE.', 'Relais petite enfance, dûCASF']);
  const commune = await drawn(duties, answer, 'rpe', { code: 'C', name: 'Maule' } as Row);
  expect([...commune.querySelectorAll('.finding, li')].map((l) => plain(l.textContent))).toEqual(['Relais petite enfance, dû ; aucun, liste complèteCASF']);
});
