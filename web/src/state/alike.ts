import type { Question } from '../api/draft';

/** What makes two questions one: the same doubt on the same words, with the same answers to choose from. */
const sign = (q: Question): string =>
  q.quote.trim() === '' ? JSON.stringify(['alone', q.key]) : JSON.stringify([q.code, q.quote, q.free, q.answers.map((a) => [a.value, a.label])]);

/** Questions that are asked again on other lines, under the first of them; the order of the lines is kept. */
export function alike(questions: readonly Question[]): Question[][] {
  const groups = new Map<string, Question[]>();
  for (const q of questions) {
    const key = sign(q);
    const group = groups.get(key);
    if (group) group.push(q);
    else groups.set(key, [q]);
  }
  return [...groups.values()];
}

/** The others that follow an answer given for all: those still open, and those that had followed the answer it replaces. */
export function followers(others: readonly Question[], answerOf: (q: Question) => string | null, replaced: string | null): Question[] {
  return others.filter((q) => {
    const answer = answerOf(q);
    return answer === null || (replaced !== null && answer === replaced);
  });
}
