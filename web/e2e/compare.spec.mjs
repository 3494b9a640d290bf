import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BASE, givenABrowser, plain } from './driver.mjs';
import { violations } from './axe.mjs';

const GALLY = '?territory=200034130&fill=mean';
/** SYNTHETIC: one pixel for every tile of the base map. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkqPhfDwADsQHRb1hBSgAAAABJRU5ErkJggg==', 'base64');

const heads = async (planner) => (await planner.page.locator('.tb thead th').allTextContents()).map(plain);
const shown = (planner, selector) => planner.page.locator(selector).isVisible();
async function comparesWith(planner, value) {
  await planner.page.locator('.cmp select').selectOption(value);
  await planner.until(() => planner.parameters().get('comparer'), (v) => v?.startsWith(value), `comparing with ${value}`);
}
async function isDrawnTwice(planner) {
  await planner.page.locator('.app.versus .second canvas').waitFor();
  await planner.isDrawn();
}
const accessible = async (planner, where) => assert.deepEqual(await violations(planner.page), [], `axe: ${where}`);

describe('comparing two kinds', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('given the working view, when C is pressed, then two maps stand side by side and the panel closes', async () => {
    await planner.opens(GALLY);
    await planner.page.keyboard.press('c');
    await isDrawnTwice(planner);
    assert.equal(planner.parameters().get('comparer'), 'kind:alsh', 'the other kind that is documented');
    assert.equal(await shown(planner, '.sheet'), false);
    const [a, b] = await Promise.all([planner.page.locator('#carte').boundingBox(), planner.page.locator('.second').boundingBox()]);
    assert.ok(Math.abs(a.width - b.width) < 2 && Math.abs(a.x + a.width - b.x) < 3, 'halves');
    assert.equal(await planner.text('.side.a'), 'AEAJE, 0-2 ans');
    assert.equal(await planner.text('.side.b'), 'BALSH, 3-11 ans');
    await planner.shot('comparer-services-1440');
    await accessible(planner, 'two kinds');
  });

  test('then the table has a column for each side, and no difference between what does not compare', async () => {
    assert.deepEqual(await heads(planner), ['Commune', 'TauxEAJE', 'TauxALSH', 'Hors de portée ↓EAJE', 'Hors de portéeALSH', 'VerdictEAJE', 'VerdictALSH']);
    const andelu = (await planner.rows()).find((r) => r[0] === 'Andelu');
    assert.deepEqual(andelu.slice(3), ['≈ 15,8', '≈ 59,2', 'zone blanche', 'zone blanche']);
  });

  test('then one legend counts the communes of both', async () => {
    const rows = await planner.page.locator('.leg li:not(.heads)').evaluateAll((lis) => lis.map((li) => [...li.querySelectorAll('.n')].map((n) => Number(n.textContent))));
    assert.equal(rows.reduce((sum, [a]) => sum + a, 0), 11);
    assert.equal(rows.reduce((sum, [, b]) => sum + b, 0), 5, 'the five without any place; the others are minimums');
  });

  test('when a commune is chosen, then both maps show it and the panel stays closed', async () => {
    await planner.page.locator('.tb tbody tr', { hasText: 'Andelu' }).click();
    assert.equal(planner.parameters().get('commune'), '78013');
    assert.equal(await shown(planner, '.sheet'), false);
  });

  test('when the first map is zoomed, then the second follows', async () => {
    const before = await planner.page.locator('.second').screenshot();
    await planner.page.getByRole('button', { name: 'Zoom avant' }).click();
    await planner.until(() => planner.parameters().get('zoom'), (z) => z !== null, 'the camera in the address');
    await planner.until(() => planner.page.locator('.second').screenshot(), (now) => !now.equals(before), 'another picture on the second map');
  });

  test('when the second map is dragged, then the first follows', async () => {
    const [lon, first] = [planner.parameters().get('lon'), await planner.page.locator('#carte').screenshot()];
    const box = await planner.page.locator('.second').boundingBox();
    await planner.page.mouse.move(box.x + 200, box.y + 150);
    await planner.page.mouse.down();
    await planner.page.mouse.move(box.x + 120, box.y + 150, { steps: 4 });
    await planner.page.mouse.up();
    await planner.until(() => planner.parameters().get('lon'), (now) => now !== lon, 'the camera in the address');
    await planner.until(() => planner.page.locator('#carte').screenshot(), (now) => !now.equals(first), 'another picture on the first map');
  });

  test('when the kind of the other side is chosen, then the two sides turn around', async () => {
    await planner.choosesKind('alsh');
    await planner.until(() => planner.text('.side.b'), (t) => t === 'BEAJE, 0-2 ans', 'the other way round');
    assert.equal(planner.parameters().get('comparer'), 'kind:eaje');
  });

  test('a reload keeps the comparison, and C ends it', async () => {
    await planner.reloads();
    await isDrawnTwice(planner);
    await planner.page.keyboard.press('c');
    await planner.page.locator('.app:not(.versus)').waitFor();
    assert.equal(planner.parameters().get('comparer'), null);
    assert.equal(await shown(planner, '.sheet'), true);
  });
});

describe('comparing two dates, or with a published rate', () => {
  let planner;
  before(async () => { planner = await givenABrowser({ dark: true }); });
  after(async () => { await planner.close(); });

  test('given two dates between which nothing changes, then no difference is claimed, and that is said', async () => {
    await planner.opens(`${GALLY}&at=2026-11-22&comparer=date:2025-12-19`);
    await isDrawnTwice(planner);
    assert.equal(await planner.text('.side.b'), 'B19/12/2025');
    const found = await heads(planner);
    assert.deepEqual(found.filter((t) => t.startsWith('Écart')), ['ÉcartA − B', 'ÉcartA − B']);
    for (const row of await planner.rows()) assert.equal(row[3], '0', row[0]);
    assert.match(await planner.text('.cmp .note'), /Aucun service n’ouvre ni ne ferme/);
    await planner.shot('comparer-dates-1440-sombre');
    await accessible(planner, 'two dates');
  });

  test('given the same date twice, then another is asked for, and there is one map', async () => {
    await planner.page.locator('.cmp input[type=date]').fill('2026-11-22');
    await planner.until(() => planner.text('.cmp .note'), (t) => /autre date/.test(t), 'the request');
    assert.equal(await shown(planner, '.second'), false);
  });

  test('given France, then each commune has its points from the published rate', async () => {
    await comparesWith(planner, 'france');
    await planner.until(() => planner.legend(), (t) => /Écart, France : 23,5/.test(t), 'the legend of the gap');
    const crespieres = (await planner.rows()).find((r) => r[0] === 'Crespières');
    assert.equal(crespieres[4], '≈ −1,2');
    assert.match(await planner.legend(), /référence ± 1/);
    assert.match(await planner.text('.cmp .note'), /France, EAJE : 23,5 places pour 100 enfants \(2023\)/);
    await planner.shot('comparer-france-1440-sombre');
    await accessible(planner, 'France');
  });

  test('given a département without a published rate, then what is missing is said and no gap is shown', async () => {
    await comparesWith(planner, 'departement');
    await planner.until(() => planner.text('.cmp .note'), (t) => /Yvelines : taux des EAJE non publié, pas d’écart/.test(t), 'what is missing');
    for (const row of await planner.rows()) assert.equal(row[4], 'n. d.');
    assert.match(await planner.legend(), /\[15,5 ; 39,5\[.*/, 'the rates keep their classes');
  });
});

describe('on a phone', () => {
  let planner;
  before(async () => { planner = await givenABrowser({ width: 390, height: 844 }); });
  after(async () => { await planner.close(); });

  test('the maps stand one above the other, and nothing is wider than the screen', async () => {
    await planner.opens(GALLY);
    await planner.page.getByRole('tab', { name: 'Réglages' }).click();
    await planner.page.locator('.cmpn .btn').click();
    await planner.page.getByRole('tab', { name: 'Carte' }).click();
    await isDrawnTwice(planner);
    const [a, b] = await Promise.all([planner.page.locator('#carte').boundingBox(), planner.page.locator('.second').boundingBox()]);
    assert.ok(b.y >= a.y + a.height - 2 && Math.abs(a.width - 390) < 2);
    assert.equal(await planner.overflow(), 0);
    await planner.shot('comparer-services-390');
    await accessible(planner, 'two kinds on a phone');
    await planner.page.getByRole('tab', { name: 'Tableau' }).click();
    assert.equal(await planner.overflow(), 0);
  });
});

describe('what the planner sets', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('given an effect of distance, then access falls, and the sources say so', async () => {
    await planner.opens(`${GALLY}&commune=78380&within=3000`);
    const access = async () => (await planner.rows()).find((r) => r[0] === 'Maule')[4];
    const plainly = await access();
    await planner.page.getByLabel('Effet de la distance').selectOption('gaussian');
    await planner.until(access, (t) => t !== plainly, 'another access');
    assert.equal(planner.parameters().get('decay'), 'gaussian');
    assert.match(await planner.text('.msrc'), /pondération gaussienne/);
    // What is printed stands on the same.
    const sheet = new URL(await planner.page.locator('.on-paper').getAttribute('href'), BASE);
    assert.equal(sheet.searchParams.get('decay'), 'gaussian');
  });

  test('given bounds of one’s own, then the legend has them, and bounds that do not grow are refused in words', async () => {
    await planner.page.locator('.method').selectOption('manual');
    const field = planner.page.getByLabel('Bornes', { exact: true });
    await field.fill('10 ; 20 ; 40');
    await field.press('Enter');
    await planner.until(() => planner.legend(), (t) => /\]0 ; 10\[.*\[10 ; 20\[.*\[20 ; 40\[.*40 et plus/.test(t), 'the classes');
    assert.equal(planner.parameters().get('classes'), '10,20,40');
    await field.fill('40 ; 20');
    await field.press('Enter');
    assert.match(await planner.text('.legend .problem'), /doivent croître/);
    assert.equal(planner.parameters().get('classes'), '10,20,40');
    await planner.shot('bornes-1440');
    await accessible(planner, 'bounds');
  });

  test('given a filter, then rows that answer to it stay, and the total is the whole territory’s', async () => {
    const total = await planner.total();
    await planner.page.getByLabel('Filtrer par nom').fill('maule');
    await planner.until(() => planner.text('.tb header b'), (t) => t === '1 commune sur 11', 'communes on eleven');
    assert.deepEqual((await planner.rows()).map((r) => r[0]).sort(), ['Maule']);
    assert.deepEqual((await planner.total()).slice(1), total.slice(1));
    assert.equal((await planner.total())[0], 'Ensemble des 11');
    await planner.page.getByLabel('Filtrer par nom').fill('');
    await planner.page.getByLabel('Filtrer par verdict').selectOption('white');
    await planner.until(async () => (await planner.rows()).map((r) => r[0]), (r) => r.join() === 'Andelu', 'the white zone');
    await accessible(planner, 'filter');
  });

  test('given an address of the register, then its service is found, chosen and shown', async () => {
    await planner.searches('general de gaulle');
    await planner.until(() => planner.text('.hits'), (t) => /Les Pitchouns/.test(t), 'the service');
    assert.match(await planner.text('.hits h3'), /Services/);
    assert.equal(await planner.text('.hits .site ~ small b'), 'Général de Gaulle');
    await accessible(planner, 'search');
    await planner.page.locator('[role=option]', { hasText: 'Les Pitchouns' }).click();
    await planner.panelIs('Maule');
    assert.equal(planner.parameters().get('service'), 'gm-eaje-02');
    assert.ok(Number(planner.parameters().get('zoom')) >= 13);
    await planner.shot('service-trouve-1440');
  });

  test('given a service of another kind, then the kind follows', async () => {
    await planner.searches('charcot maternel');
    await planner.until(() => planner.text('.hits'), (t) => /Charcot Maternel/.test(t), 'the service');
    await planner.page.locator('[role=option]', { hasText: 'Charcot Maternel' }).click();
    await planner.kindIs('alsh');
  });

  test('given a slot, then leisure centres that are not open then are off the map, and what nobody said is said', async () => {
    await planner.page.getByLabel('Temps d’accueil').selectOption('mercredi');
    await planner.until(() => planner.text('.ctl'), (t) => /10 accueils dessinés sur 10, dont 10 pour lesquels personne ne l’a dit/.test(t), 'the count');
    assert.match(await planner.text('.ctl'), /Taux et zones blanches comptent tous les temps d’accueil/);
  });

  test('given the cells, then their legend says what a square is, and a reading note stands under the map', async () => {
    await planner.opens(`${GALLY}&lon=1.83&lat=48.885&zoom=13`);
    assert.match(await planner.text('.lecture'), /^Lecture : à Maule, ≈ 78,1 places pour 100 enfants de 0-2 ans/);
    await planner.page.getByRole('switch', { name: 'Enfants par carreau' }).click();
    await planner.until(() => planner.legend(), (t) => /aire = enfants.*imputé par l’Insee.*enfants hors de portée/.test(t), 'the legend of the cells');
    await planner.until(() => planner.text('.lecture'), (t) => /carreau de 200 mètres/.test(t), 'what a square is');
    await planner.shot('carreaux-1440');
    await accessible(planner, 'cells');
  });

  test('given a server without a base map, then none is offered', async () => {
    assert.equal(await planner.page.getByRole('switch', { name: 'Fond de plan' }).count(), 0);
  });
});

/** As a server that offers a base map tells it. */
async function offers(planner, basemap) {
  await planner.page.route('**/api/config', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), basemap: { ...basemap, attribution: '© Faiseurs de cartes' } } });
  });
}

test('given a server with a base map, then it is off until asked for, and says who made it', async () => {
  const planner = await givenABrowser();
  const tiles = [];
  await offers(planner, { tiles: '/basemap/{z}/{x}/{y}' });
  await planner.page.route('**/basemap/**', (route) => { tiles.push(route.request().url()); return route.fulfill({ contentType: 'image/png', body: PIXEL }); });
  await planner.opens(GALLY);
  assert.deepEqual(tiles, []);
  await planner.page.getByRole('switch', { name: 'Fond de plan' }).click();
  await planner.until(() => planner.text('.credit'), (t) => t === '© Faiseurs de cartes', 'who made it');
  await planner.until(() => tiles.length, (n) => n > 0, 'tiles');
  assert.equal(planner.parameters().get('fond'), '1');
  await planner.close();
});

test('given a base map that does not answer, then the page is ready all the same', async () => {
  const planner = await givenABrowser();
  const held = [];
  await offers(planner, { tiles: '/basemap/{z}/{x}/{y}' });
  await planner.page.route('**/basemap/**', (route) => { held.push(route); });
  await planner.opens(`${GALLY}&fond=1`);
  assert.ok(held.length > 0);
  assert.equal((await planner.rows()).length, 11);
  await planner.close();
});

test('given a server with the style of a base map, then its surfaces and lines lie under the figures, and its own host alone is asked', async () => {
  const planner = await givenABrowser();
  const asked = [];
  const style = {
    version: 8, sprite: '/fond/sprite', glyphs: '/fond/{fontstack}/{range}.pbf',
    // Vector tiles that this server has anyway; and a host that nobody may ask.
    sources: { plan: { type: 'vector', tiles: ['/tiles/communes/{z}/{x}/{y}'], minzoom: 5, maxzoom: 14 }, far: { type: 'raster', tiles: ['https://ailleurs.example.org/{z}/{x}/{y}.png'] } },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#ff0000' } },
      { id: 'land', type: 'fill', source: 'plan', 'source-layer': 'communes', paint: { 'fill-color': { stops: [[5, '#00ff00'], [14, '#00ee00']] } } },
      { id: 'picture', type: 'raster', source: 'far' },
      { id: 'name', type: 'symbol', source: 'plan', 'source-layer': 'communes', layout: { 'text-field': '{name}' } },
    ],
  };
  await offers(planner, { style: `${BASE}/fond/gris.json` });
  await planner.page.route('**/fond/**', (route) => { asked.push(new URL(route.request().url()).pathname); return route.fulfill({ json: style }); });
  await planner.opens(GALLY);
  assert.deepEqual(asked, []);
  await planner.page.getByRole('switch', { name: 'Fond de plan' }).click();
  await planner.until(() => planner.text('.credit'), (t) => t === '© Faiseurs de cartes', 'who made it');
  await planner.settles();
  assert.deepEqual(asked, ['/fond/gris.json']);
  await planner.shot('fond-style-1440');
  await planner.page.getByRole('switch', { name: 'Fond de plan' }).click();
  await planner.until(() => planner.text('.credit'), (t) => t === '', 'none');
  await planner.page.getByRole('switch', { name: 'Fond de plan' }).click();
  await planner.until(() => planner.text('.credit'), (t) => t !== '', 'back at once');
  assert.equal(asked.length, 1);
  await planner.close();
});
