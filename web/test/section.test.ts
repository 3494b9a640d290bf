// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../src/api/client';
import { section } from '../src/panels/section';
import { Lazy } from '../src/state/lazy';
import type { Picture, Row } from '../src/state/picture';

interface Call { url: string; signal: AbortSignal; done(answer: string): void; fail(cause: unknown): void }
let calls: Call[] = [];
let sight: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
const settle = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(200); };
const asked = (kind: string): Picture => ({ view: { kind } }) as unknown as Picture;
const row = {} as Row;

beforeEach(() => {
  calls = [];
  sight = [];
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', class { constructor(see: (typeof sight)[number]) { sight.push(see); } observe(): void { /* the test says what is seen */ } });
});
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

function made(started = true): { lazy: Lazy; part: ReturnType<typeof section>; see(): void } {
  const lazy = new Lazy((url, signal) => new Promise((resolve, reject) => { calls.push({ url, signal, done: resolve, fail: reject }); }));
  if (started) lazy.start();
  const part = section<string>(lazy, {
    name: 'essai', title: () => 'Essai', shows: (p) => String(p.view.kind) !== 'none', url: (p) => `/api/${p.view.kind}`, draw: (answer) => [answer],
  });
  return { lazy, part, see: () => sight[0]!([{ isIntersecting: true }]) };
}

test('nothing is asked before the section shows, nor before the map is drawn', async () => {
  const { lazy, part, see } = made(false);
  part.update(asked('eaje'), row);
  await settle();
  expect(calls).toHaveLength(0);
  see();
  await settle();
  expect(calls).toHaveLength(0);
  lazy.start();
  await settle();
  expect(calls.map((c) => c.url)).toEqual(['/api/eaje']);
  calls[0]!.done('douze');
  await settle();
  expect(part.element.textContent).toBe('Essaidouze');
});

test('an old answer to another question is dropped', async () => {
  const { part, see } = made();
  part.update(asked('eaje'), row);
  see();
  await settle();
  part.update(asked('laep'), row);
  await settle();
  expect(calls[0]!.signal.aborted).toBe(true);
  calls[1]!.done('nouveau');
  await settle();
  calls[0]!.done('ancien');
  await settle();
  expect(part.element.textContent).toBe('Essainouveau');
});

test('steps that are overtaken at once are not asked for', async () => {
  const { part, see } = made();
  part.update(asked('0'), row);
  see();
  await settle();
  calls[0]!.done('x');
  for (const step of ['1', '2', '3']) part.update(asked(step), row);
  await settle();
  await settle();
  expect(calls.map((c) => c.url)).toEqual(['/api/0', '/api/3']);
});

test('what was answered once is not asked again, until the register changes', async () => {
  const { lazy, part, see } = made();
  part.update(asked('eaje'), row);
  see();
  await settle();
  calls[0]!.done('un');
  await settle();
  part.update(asked('laep'), row);
  await settle();
  calls[1]!.done('deux');
  await settle();
  part.update(asked('eaje'), row);
  await settle();
  expect(part.element.textContent).toBe('Essaiun');
  expect(calls).toHaveLength(2);
  lazy.forget();
  part.update(asked('eaje'), row);
  await settle();
  expect(calls).toHaveLength(3);
});

test('an error is said in the section, and can be tried again', async () => {
  const { part, see } = made();
  part.update(asked('eaje'), row);
  see();
  await settle();
  calls[0]!.fail(new ApiError('', { status: 500, parameter: undefined }));
  await settle();
  expect(part.element.querySelector('[role=alert]')?.textContent).toContain('(500)');
  part.element.querySelector('button')!.click();
  await settle();
  calls[1]!.done('douze');
  await settle();
  expect(part.element.textContent).toBe('Essaidouze');
});

test('a section with nothing to say here is hidden and asks nothing', async () => {
  const { part, see } = made();
  see();
  part.update(asked('none'), row);
  await settle();
  expect(part.element.hidden).toBe(true);
  expect(calls).toHaveLength(0);
});
