// Axe with the rules of WCAG 2.2 AA and its own good practices: what a machine can tell of accessibility.
import assert from 'node:assert/strict';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function violations(page) {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate((values) => globalThis.axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } }), TAGS);
  return found.map((v) => `${v.id}: ${v.help}; ${v.nodes.slice(0, 4).map((n) => n.target.join(' ')).join(' | ')}`);
}
export const breaksNoRule = async (page, where) => { assert.deepEqual(await violations(page), [], `axe: ${where}`); };
