import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { givenABrowser, plain } from './driver.mjs';

describe('the working view of Gally Mauldre', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('opens on the eleven communes, in French', async () => {
    await planner.opens();
    const rows = await planner.rows();
    assert.equal(rows.length, 11);
    assert.ok(rows.some((r) => r[0] === 'Crespières'));
    assert.equal(await planner.page.getAttribute('html', 'lang'), 'fr');
    assert.match(await planner.page.title(), /Gally.Mauldre.*EAJE/);
    assert.match(await planner.text('.ks'), /EAJE12/);
    await planner.shot('gally-1440');
  });

  test('without capacities it gives lower bounds and offers the estimate', async () => {
    assert.match(await planner.legend(), /places inconnues/);
    assert.ok((await planner.rows()).some((r) => r[3].startsWith('≥')));
    await planner.estimates();
    await planner.until(() => planner.legend(), (t) => /\[\d+,\d ; \d+,\d\[/.test(t), 'classes [a ; b[ in the legend');
    const legend = await planner.legend();
    assert.match(legend, /Jenks/);
    assert.match(legend, /zéro à part/);
    assert.match(legend, /zone blanche/);
    const total = await planner.total();
    assert.equal(total[0], 'Ensemble');
    assert.match(total[3], /^≈ \d+,\d$/);
    assert.equal(planner.parameters().get('fill'), 'mean');
    await planner.shot('gally-estime-1440');
  });

  test('the class counts of the legend are the communes of the map', async () => {
    const counts = await planner.page.locator('.leg .n').allTextContents();
    assert.equal(counts.reduce((sum, n) => sum + Number(n), 0), 11);
  });

  test('the table sorts on a column, both ways', async () => {
    await planner.sorts('Commune');
    const names = (await planner.rows()).map((r) => r[0]);
    assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b, 'fr')));
    await planner.sorts('Commune');
    assert.deepEqual((await planner.rows()).map((r) => r[0]), names.reverse());
    await planner.sorts('Hors de portée');
  });

  test('a commune opens with its calculation laid out', async () => {
    await planner.opensCommune('Crespières');
    const panel = await planner.panel();
    assert.match(panel, /78189/);
    assert.match(panel, /÷.*×.*100.*=/);
    assert.match(panel, /208 ÷ 21 = 9,9/);
    assert.match(panel, /¾ des 59,2/);
    assert.match(panel, /Solidité du verdict/);
    assert.match(panel, /les plus proches/);
    assert.match(panel, /Ce qui manque/);
    assert.equal(planner.parameters().get('commune'), '78189');
    await planner.shot('crespieres-1440');
  });

  test('the three numbers add up to the children', async () => {
    const parts = (await planner.page.locator('.t3 b').allTextContents()).map((t) => Number(plain(t).replace(/[^\d]/g, '')));
    assert.equal(parts.reduce((a, b) => a + b, 0), 44);
  });

  test('the threshold follows the keyboard, by 100 m and by 1 km', async () => {
    await planner.pressesOnSlider('ArrowRight');
    await planner.until(() => planner.parameters().get('within'), (w) => w === '2100', '100 m more');
    await planner.pressesOnSlider('Shift+ArrowRight');
    await planner.until(() => planner.parameters().get('within'), (w) => w === '3100', '1 km more');
    await planner.pressesOnSlider('Home');
    await planner.until(() => planner.page.locator('[role=slider]').getAttribute('aria-valuenow'), (v) => v === '100', 'the first step');
    await planner.pressesOnSlider('End');
    await planner.until(() => planner.text('.tb tbody td:nth-child(6)'), (t) => /^[0 ]+$/.test(t), 'nobody out of reach at the end');
  });

  test('dragging the threshold redraws the zones, and ends on the last step', async () => {
    const before = planner.zoneRequests.length;
    await planner.dragsThresholdTo(0.3);
    const within = await planner.until(() => planner.parameters().get('within'), (w) => Number(w) < 2500, 'a shorter threshold');
    await planner.until(() => planner.text('.mt p'), (t) => t.includes(`${String(Number(within) / 1000).replace('.', ',')} km`), 'the map says the last step');
    assert.ok(planner.zoneRequests.length > before);
    assert.equal(planner.zoneRequests.at(-1), within);
  });

  test('a threshold out of bounds is refused in words, and the view stays', async () => {
    await planner.typesThreshold('250');
    assert.match(await planner.text('.threshold .problem'), /compris entre 0,1 et 100 km/);
    await planner.typesThreshold('2');
    await planner.until(() => planner.parameters().get('within'), (w) => w === '2000', 'the typed threshold');
  });

  test('a reload keeps the view, and back returns to the one before', async () => {
    const before = planner.parameters().toString();
    await planner.reloads();
    assert.equal(planner.parameters().toString(), before);
    await planner.panelIs('Crespières');
    await planner.opensCommune('Maule');
    await planner.page.goBack();
    await planner.panelIs('Crespières');
  });

  test('an undocumented kind says so: no rate, no white zone', async () => {
    await planner.choosesKind('rpe');
    await planner.until(() => planner.legend(), (t) => /Non renseigné/.test(t), 'the sentence in the legend’s place');
    assert.equal(await planner.page.locator('.leg').count(), 0);
    assert.doesNotMatch(await planner.legend(), /zone blanche, estimée/);
    for (const row of await planner.rows()) assert.equal(row.at(-1), 'non renseigné');
    await planner.shot('rpe-1440');
    await planner.choosesKind('eaje');
    await planner.until(() => planner.legend(), (t) => !/Non renseigné/.test(t), 'the legend again');
  });

  test('what is downloaded can be read again', async () => {
    const zones = await planner.downloads('Zones blanches, GeoJSON');
    const geojson = JSON.parse(zones.text);
    assert.equal(geojson.type, 'FeatureCollection');
    assert.ok(geojson.features.length > 0);
    assert.match(zones.name, /zones-blanches.*\.geojson$/);
    const rates = await planner.downloads('Tableau des taux, CSV');
    const lines = rates.text.trim().split('\n');
    assert.ok(lines.length >= 12);
    assert.match(rates.text, /78189/);
  });

  test('another territory is found by a name without accent', async () => {
    await planner.searches('chatellerault');
    await planner.choosesFirstHit();
    await planner.until(() => planner.text('.tb header b'), (t) => t === '47 communes', 'the communes of Grand Châtellerault');
    assert.match(await planner.panel(), /Châtellerault/);
    assert.equal((await planner.rows()).length, 47);
    await planner.shot('chatellerault-1440');
  });

  test('a name that does not exist gets words, not silence', async () => {
    await planner.page.keyboard.press('/');
    await planner.page.locator('#recherche').fill('xyzzyx');
    await planner.until(() => planner.text('.hits'), (t) => /Aucun territoire ne correspond à « xyzzyx »/.test(t), 'the advice');
    await planner.page.keyboard.press('Escape');
  });
});

describe('by keyboard alone', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('the first stop skips to the table', async () => {
    await planner.opens('?territory=200034130&fill=mean');
    await planner.page.keyboard.press('Tab');
    assert.equal(await planner.focused(), 'skip');
    await planner.page.keyboard.press('Enter');
    assert.equal(await planner.page.evaluate(() => document.activeElement.tagName), 'TR');
  });

  test('digits choose the kind', async () => {
    await planner.page.keyboard.press('4');
    await planner.kindIs('alsh');
    await planner.page.keyboard.press('1');
    await planner.kindIs('eaje');
  });

  test('arrows walk on the map and say where, Enter opens, Escape closes', async () => {
    await planner.page.locator('#carte').focus();
    await planner.page.keyboard.press('ArrowRight');
    const said = await planner.until(() => planner.text('#annonce'), (t) => t !== '', 'the live region');
    assert.match(said, /\. .*pour 100 enfants|Taux non disponible/);
    await planner.page.keyboard.press('Enter');
    await planner.panelIs(said.split('.')[0]);
    assert.equal(await planner.focused(), 'fiche');
    await planner.page.keyboard.press('Escape');
    await planner.panelIs('Mauldre');
    assert.equal(await planner.focused(), 'carte');
  });

  test('the list of keys opens and closes', async () => {
    await planner.page.keyboard.press('?');
    await planner.page.locator('dialog[open]').waitFor();
    await planner.page.keyboard.press('Escape');
    await planner.page.locator('dialog[open]').waitFor({ state: 'detached' });
  });
});

describe('on a phone', () => {
  let planner;
  before(async () => { planner = await givenABrowser({ width: 390, height: 844 }); });
  after(async () => { await planner.close(); });

  test('nothing is wider than the screen, on any tab', async () => {
    await planner.opens('?territory=200034130&fill=mean&commune=78189');
    assert.equal(await planner.overflow(), 0);
    await planner.shot('gally-390');
    for (const tab of ['Tableau', 'Réglages', 'Carte']) {
      await planner.page.getByRole('tab', { name: tab }).click();
      assert.equal(await planner.overflow(), 0, tab);
      await planner.shot(`gally-390-${tab.normalize('NFD').replace(/\W/g, '').toLowerCase()}`);
    }
  });

  test('the sheet has three stops', async () => {
    for (const stop of ['half', 'full', 'low']) {
      await planner.page.locator('.handle').click();
      await planner.page.locator(`.sheet[data-stop=${stop}]`).waitFor();
    }
  });
});

for (const [name, query] of [
  ['overseas', '?territory=249740119'], ['of one commune', '?territory=78124'], ['with an unknown commune chosen', '?territory=200034130&commune=99999'],
]) {
  test(`a territory ${name} does not break the page`, async () => {
    const planner = await givenABrowser();
    await planner.opens(query);
    assert.ok((await planner.rows()).length > 0);
    await planner.close();
  });
}

test('an unknown territory is said in French', async () => {
  const planner = await givenABrowser();
  await planner.opens('?territory=000000000');
  assert.match(await planner.text('.banner'), /\p{L}{3}/u);
  planner.faults.splice(0, planner.faults.length, ...planner.faults.filter((f) => !/404/.test(f)));
  await planner.close();
});
