// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../src/api/client';
import { section } from '../src/panels/section';
import { Lazy } from '../src/state/lazy';
import type { Picture, Row } from '../src/state/picture';

interface Call { url: string; signal: AbortSignal; done(text: string, line?: string): void; fail(cause: unknown): void }
const MAP = 'Source : carte';
let calls: Call[] = [];
let sight: ((entries: { isIntersecting: boolean }[]) => void)[] = [];
const settle = async (): Promise<void> => { await vi.advanceTimersByTimeAsync(200); };
const asked = (kind: string): Picture => ({ view: { kind }, zones: { metadata: { source_line: MAP } } }) as unknown as Picture;
const row = {} as Row;

beforeEach(() => {
  calls = [];
  sight = [];
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', class { constructor(see: (typeof sight)[number]) { sight.push(see); } observe(): void { /* the test says what is seen */ } });
});
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

function made(started = true): { lazy: Lazy; part: ReturnType<typeof section>; see(): void } {
  const lazy = new Lazy((url, signal) => new Promise((resolve, reject) => { calls.push({ url, signal, done: (text, line = MAP) => resolve({ text, source_line: line }), fail: reject }); }));
  if (started) lazy.start();
  const part = section<{ text: string; source_line: string }>(lazy, {
    name: 'essai', title: () => 'Essai', shows: (p) => String(p.view.kind) !== 'none', url: (p) => `/api/${p.view.kind}`, draw: ({ text }) => [text === '' ? null : text],
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

test('an answer ends with its sources, unless the map says the same or nothing is drawn', async () => {
  const { part, see } = made();
  see();
  const reads = async (kind: string, text: string, line: string): Promise<string | undefined> => {
    part.update(asked(kind), row);
    await settle();
    calls.at(-1)!.done(text, line);
    await settle();
    expect(part.element.querySelector('.answer')?.textContent?.startsWith(text)).toBe(true);
    return part.element.querySelector('.answer > .msrc:last-child')?.textContent;
  };
  expect(await reads('eaje', 'douze', 'Source : Cnaf 2023')).toBe('Source : Cnaf 2023');
  expect(await reads('laep', 'douze', MAP)).toBeUndefined();
  expect(await reads('rpe', '', 'Source : Cnaf 2023')).toBeUndefined();
});

test('an answer that was on its way when the register changed is asked for again', async () => {
  const { lazy, part, see } = made();
  part.update(asked('eaje'), row);
  see();
  await settle();
  lazy.forget();
  calls[0]!.done('ancien');
  await settle();
  expect(calls).toHaveLength(2);
  calls[1]!.done('nouveau');
  await settle();
  expect(part.element.textContent).toBe('Essainouveau');
});
