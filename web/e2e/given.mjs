// SYNTHETIC: what the tests lay into a register of their own.
import assert from 'node:assert/strict';
import { BASE } from './driver.mjs';

/** A complete list of crèches, one near the town hall of two communes in three; the same each time. */
export async function givenCreches(territory) {
  const { communes } = await (await fetch(`${BASE}/api/territories/${territory}`)).json();
  // Up to a hundred metres away, and in the same commune.
  const off = (i) => (((i * 0.618_033_98) % 1) - 0.5) * 0.002;
  const lines = communes.flatMap(({ name, town_hall: hall }, i) =>
    (hall === null || i % 3 === 2 ? [] : [`Multi-accueil;Synthétique ${i};${name};${10 + 10 * (i % 4)};${(hall.lon + off(i)).toFixed(5)};${(hall.lat + off(i + 7)).toFixed(5)}`]));
  const parts = new FormData();
  parts.set('list', 'liste synthétique');
  parts.set('file', new Blob([['Type;Nom;Commune;Capacité;Lon;Lat', ...lines].join('\n')]), 'synthetique.csv');
  parts.set('answers', JSON.stringify({ inventories: { eaje: 'complete' } }));
  const answer = await fetch(`${BASE}/api/territories/${territory}/import`, { method: 'POST', headers: { 'x-maillage-import': '1' }, body: parts });
  assert.equal(answer.status, 200, await answer.text());
  return lines.length;
}
