import { expect, test } from 'vitest';
import type { Question } from '../src/api/draft';
import { alike, followers } from '../src/state/alike';
import { alike as words } from '../src/words/import';

const ask = (line: number, quote: string, patch: Partial<Question> = {}): Question => ({
  key: `0:${line}:0/misspelt-commune`, place: { file: 'liste', line }, subject: `ligne ${line}`, code: 'misspelt-commune', reason: '', remedy: '', quote, text: '',
  answers: [{ value: '78189', label: 'Crespières (78)', likely: true }], free: 'commune', blocking: true, service: `0:${line}:0`, answer: null, ...patch,
});
const linesOf = (groups: Question[][]): number[][] => groups.map((g) => g.map((q) => q.place.line));

test('the same doubt on the same words with the same answers is one question, at its first line', () => {
  expect(linesOf(alike([ask(2, 'Crespiere'), ask(3, 'Mole'), ask(4, 'Crespiere'), ask(9, 'Crespiere')]))).toEqual([[2, 4, 9], [3]]);
});

test('another code, other answers, or no words quoted keep questions apart', () => {
  const other = { answers: [{ value: '78189', label: 'Crespières (78)', likely: true }, { value: '78380', label: 'Maule (78)', likely: false }] };
  expect(linesOf(alike([ask(2, 'Crespiere'), ask(3, 'Crespiere', { code: 'unknown-commune' }), ask(4, 'Crespiere', other)]))).toEqual([[2], [3], [4]]);
  expect(linesOf(alike([ask(2, ''), ask(3, '')]))).toEqual([[2], [3]]);
});

test('an answered question stays with those it was asked with', () => {
  expect(linesOf(alike([ask(2, 'Crespiere', { answer: '78189' }), ask(3, 'Crespiere')]))).toEqual([[2, 3]]);
});

test('an answer for all reaches the open ones and those that followed, never one answered by itself', () => {
  const given: Record<number, string | null> = { 3: null, 4: '78189', 5: '78380' };
  const others = [3, 4, 5].map((n) => ask(n, 'Crespiere'));
  const reached = (replaced: string | null): number[] => followers(others, (q) => given[q.place.line] ?? null, replaced).map((q) => q.place.line);
  expect(reached(null)).toEqual([3]);
  expect(reached('78189')).toEqual([3, 4]);
});

test('one other line is said in the singular', () => {
  expect(words.asked(1)).toBe('1\u00a0autre ligne pose la même question.');
  expect(words.asked(29)).toBe('29\u00a0autres lignes posent la même question.');
  expect([words.tick(1), words.tick(29)]).toEqual(['Répondre de même à l’autre', 'Répondre de même aux 29\u00a0autres']);
});
