import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft, ImportAnswers, Question } from '../src/api/draft';
import { ImportError, type ImportServer } from '../src/api/importing';
import { ImportSession } from '../src/state/import-session';

const question = (key: string, answer: string | null): Question => ({
  key, place: { file: 'liste', line: 8 }, subject: 'Les Petits Crayons', code: 'c', reason: '', remedy: '', quote: '', text: '', answers: [], free: 'commune', blocking: false, service: '0:8:0', answer,
});
const draft = (answers: ImportAnswers, patch: Partial<Draft> = {}): Draft => ({
  territory: { code: 'T', name: 'T', kind: 'epci' }, register: { version: '0' }, services: [], others: [], remarks: [], gone: [], inventories: [], figures: [], files: [], gone_is_open: false,
  questions: ['a', 'b'].map((key) => question(key, answers.questions[key] ?? null)), summary: {} as never, ...patch,
});

interface Call { answers: ImportAnswers; done(patch?: Partial<Draft>): void; fail(cause: unknown): void; signal: AbortSignal }
let calls: Call[] = [];
let commits: { resolve(): void; reject(cause: unknown): void }[] = [];
const server: ImportServer = {
  preview: (_code, _inputs, answers, signal) => new Promise((resolve, reject) => {
    calls.push({ answers, signal, done: (patch) => resolve(draft(answers, patch)), fail: reject });
  }),
  commit: () => new Promise((resolve, reject) => { commits.push({ resolve: () => resolve({ committed: true, summary: {} as never, register: { version: '1' } }), reject }); }),
};
const settle = async (): Promise<void> => { for (let i = 0; i < 10; i++) await Promise.resolve(); };

async function checked(): Promise<ImportSession> {
  const session = new ImportSession('T', server, () => undefined);
  session.inputs.text = 'Les Petits Crayons';
  void session.read();
  calls[0]!.done();
  await settle();
  return session;
}
beforeEach(() => { calls = []; commits = []; vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test('nothing is asked without a list', async () => {
  const session = new ImportSession('T', server, () => undefined);
  await session.read();
  expect(session.problem).toMatch(/Collez une liste/);
  expect(calls).toHaveLength(0);
});

test('an answer counts at once, and answers close together make one request', async () => {
  const session = await checked();
  expect([session.step, session.open]).toEqual(['check', 2]);
  session.answer('a', '78368', 'Mareil-sur-Mauldre');
  expect(session.open).toBe(1);
  vi.advanceTimersByTime(100);
  session.answer('b', 'keep');
  expect(session.open).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(calls).toHaveLength(2);
  expect(calls[1]!.answers.questions).toEqual({ a: '78368', b: 'keep' });
});

test('an answer given during a request overtakes it: the last one wins', async () => {
  const session = await checked();
  session.answer('a', '78368');
  vi.advanceTimersByTime(1000);
  session.answer('a', '78402');
  vi.advanceTimersByTime(1000);
  expect(calls[1]!.signal.aborted).toBe(true);
  calls[2]!.done();
  await settle();
  calls[1]!.done();
  await settle();
  expect(session.draft?.questions[0]?.answer).toBe('78402');
});

test('an answer that the server does not take is asked again', async () => {
  const session = await checked();
  session.answer('a', 'nowhere');
  vi.advanceTimersByTime(1000);
  calls[1]!.done({ questions: [question('a', null)] });
  await settle();
  expect(session.turnedDown.has('a')).toBe(true);
  expect(session.open).toBe(1);
});

test('a failed request keeps every answer and says what to do', async () => {
  const session = await checked();
  session.answer('a', '78368');
  vi.advanceTimersByTime(1000);
  calls[1]!.fail(new ImportError('Le serveur ne répond pas.', 0));
  await settle();
  expect(session.problem).toBe('Le serveur ne répond pas.');
  expect(session.answers.questions).toEqual({ a: '78368' });
  expect(session.draft).not.toBeNull();
});

test('services gone from the list are a question too', async () => {
  const session = await checked();
  session.draft = draft(session.answers, { questions: [], gone: [{ id: 'x', name: 'X', kind: 'eaje', commune: '78380', commune_name: 'Maule' }] });
  expect(session.open).toBe(1);
  session.gone('keep');
  expect(session.open).toBe(0);
});

test('a line left out takes its questions with it, and comes back whole', async () => {
  const session = await checked();
  session.edit({ key: '0:8:0' } as never, { leave_out: true });
  expect(session.open).toBe(0);
  session.restore('0:8:0');
  expect(session.open).toBe(2);
});

test('a changed register is read again before anything is saved', async () => {
  const session = await checked();
  session.answer('a', '1');
  session.answer('b', '2');
  vi.advanceTimersByTime(1000);
  calls[1]!.done();
  await settle();
  void session.commit();
  await settle();
  commits[0]!.reject(new ImportError('the register has changed since', 409));
  await settle();
  calls[2]!.done({ register: { version: '7' } });
  await settle();
  expect(session.notice).toMatch(/registre a changé/);
  expect([session.step, session.problem]).toEqual(['check', null]);
  expect(session.answers.questions).toEqual({ a: '1', b: '2' });
});

test('saving waits for the last answers to be read', async () => {
  const session = await checked();
  session.answer('a', '1');
  session.answer('b', '2');
  void session.commit();
  await settle();
  expect(commits).toHaveLength(0);
  calls[1]!.done();
  await settle();
  commits[0]!.resolve();
  await settle();
  expect(session.step).toBe('saved');
});

test('answers follow their line when the text changes, and no other', async () => {
  const session = await checked();
  session.answer('a', '78368');
  session.answer('b', 'keep');
  vi.advanceTimersByTime(1000);
  calls[1]!.done();
  await settle();
  session.revise();
  session.inputs.text = 'Une autre liste';
  void session.read();
  expect(calls[2]!.answers.questions).toEqual({});
  calls[2]!.done({ questions: [question('a', null), { ...question('b', null), subject: 'Les Pitchouns' }] });
  await settle();
  expect(calls[3]!.answers.questions).toEqual({ a: '78368' });
  calls[3]!.done();
  await settle();
  expect(session.step).toBe('check');
});
