import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { givenAReader, givenNoWebGl, HOME } from './accessible-driver.mjs';
import { mockImport } from './import-mock.mjs';
import { BASE } from './driver.mjs';

const MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="#ddd"/></svg>';
const SECTIONS = ['acces', 'evolution', 'modes', 'obligations'];

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const dark of [false, true]) {
    describe(`no rule is broken at ${width}, ${dark ? 'dark' : 'light'}`, () => {
      let reader;
      const narrow = width < 600;
      before(async () => { reader = await givenAReader({ width, height, dark }); });
      after(async () => { await reader.close(); });
      const view = (name, query, act = async () => undefined) => test(name, async () => {
        await reader.opens(query);
        await act(reader.page);
        await reader.breaksNoRule(name);
      });

      view('the official’s view', '');
      view('the official’s view, a commune open', `${HOME}&vue=elu&commune=78189`);
      view('the official’s view of what nobody documented', `${HOME}&kind=rpe&vue=elu`);
      view('the working view', `${HOME}&fill=mean`);
      view('a commune open', `${HOME}&fill=mean&commune=78189`);
      view('every section of the panel open', `${HOME}&fill=mean&commune=78189&ouvrir=tous&competence=transferee`, async (page) => {
        if (narrow) for (const stop of ['half', 'full']) { await page.locator('.handle').click(); await page.locator(`.sheet[data-stop=${stop}]`).waitFor(); }
        await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
        for (const fold of await page.locator('.pn details').all()) await fold.scrollIntoViewIfNeeded();
        await page.waitForLoadState('networkidle');
      });
      view('« Où ouvrir ? »', `${HOME}&fill=mean&ouvrir=tous`);
      view('what nobody documented', `${HOME}&kind=rpe`);
      if (narrow) {
        for (const tab of ['Tableau', 'Réglages']) view(tab, `${HOME}&fill=mean`, (page) => page.getByRole('tab', { name: tab }).click());
      }
      view('the downloads', HOME, (page) => page.getByRole('button', { name: 'Télécharger' }).click());
      view('the search', HOME, async (page) => { await page.locator('#recherche').fill('maule'); await page.locator('[role=option]').first().waitFor(); });
      view('the keys', HOME, async (page) => { await page.keyboard.press('?'); await page.locator('dialog[open]').waitFor(); });
      test('the first step of the import', async () => {
        await mockImport(reader.page.context(), BASE);
        await reader.opens(`${HOME}&vue=import`);
        await reader.page.locator('.imp .paste h1').waitFor();
        await reader.breaksNoRule('the first step of the import');
      });
      test('the declaration', async () => {
        await reader.goes('accessibilite.html');
        assert.match(await reader.text('main'), /partiellement conforme.*À compléter par la collectivité/s);
        await reader.breaksNoRule('the declaration');
      });
    });
  }
}

describe('by keyboard alone', () => {
  let reader;
  before(async () => { reader = await givenAReader({ width: 1440, height: 900 }); });
  after(async () => { await reader.close(); });

  test('an official reads, changes the kind, opens the first commune and goes to work', async () => {
    await reader.opens('');
    await reader.tabsTo(/^Accueils de loisirs/);
    await reader.presses('Enter');
    await reader.page.locator('.okinds a[aria-current][data-kind=alsh]').waitFor();
    await reader.focusIsKept();
    await reader.page.waitForLoadState('networkidle');
    const first = await reader.page.locator('.worst button').first().getAttribute('data-code');
    const name = await reader.page.locator('.worst button > span').first().textContent();
    await reader.tabsTo(new RegExp(`^${name}`));
    await reader.presses('Enter');
    assert.equal(await reader.page.evaluate(() => document.activeElement.id), 'carton');
    assert.match(await reader.page.evaluate(() => document.activeElement.getAttribute('aria-label')), new RegExp(name));
    await reader.presses('Tab', 'Enter');
    await reader.page.locator('.card').waitFor({ state: 'hidden' });
    assert.equal(await reader.page.evaluate(() => document.activeElement.dataset.code), first, 'back on its line');
    await reader.tabsTo(/^Vue de travail$/, 'Shift+Tab');
    await reader.presses('Enter');
    await reader.page.locator('.app[data-page=map] .pn h2').waitFor();
    await reader.planner.until(() => reader.page.evaluate(() => document.activeElement?.tagName), (t) => t === 'MAIN', 'the focus goes on to the view');
    assert.equal(reader.planner.parameters().get('kind'), 'alsh');
  });

  test('a planner chooses a kind, changes the threshold, walks to a commune, reads it, sorts the table and closes', async () => {
    await reader.opens(`${HOME}&fill=mean`);
    await reader.tabsTo(/^EAJE/);
    await reader.presses('ArrowLeft', 'ArrowLeft');
    await reader.planner.kindIs('alsh');
    await reader.presses('ArrowRight', 'ArrowRight');
    await reader.planner.kindIs('eaje');
    await reader.focusIsKept();
    await reader.tabsTo(/^Seuil de distance$/);
    await reader.presses('Shift+ArrowRight');
    await reader.planner.until(() => reader.planner.parameters().get('within'), (w) => w === '3000', 'one kilometre more');
    await reader.tabsTo(/^Carte\./);
    await reader.presses('ArrowRight');
    const said = await reader.says(/hors de portée sur/);
    await reader.presses('ArrowRight');
    const there = await reader.planner.until(() => reader.text('#annonce'), (t) => t !== said, 'the next commune');
    await reader.presses('Enter');
    const name = there.split('.')[0];
    await reader.planner.panelIs(name);
    assert.equal(await reader.page.evaluate(() => document.activeElement.getAttribute('aria-label')), `Fiche\u00a0: ${name}`);
    await reader.tabsTo(/^Commune$/, 'Shift+Tab');
    await reader.presses('Enter');
    await reader.page.waitForSelector('th[data-column=name][aria-sort=ascending]');
    assert.equal(await reader.page.evaluate(() => document.activeElement.closest('th')?.dataset.column), 'name');
    await reader.presses('Escape');
    await reader.planner.panelIs('Mauldre');
    assert.equal(await reader.planner.focused(), 'carte');
  });

  test('another territory: the search gives the focus to its map, and closing it closes nothing else', async () => {
    await reader.opens(`${HOME}&commune=78189`);
    await reader.planner.searches('andelu');
    await reader.presses('Escape');
    assert.equal(await reader.planner.focused(), 'carte');
    assert.equal(reader.planner.parameters().get('commune'), '78189');
    await reader.planner.searches('andelu');
    await reader.presses('Enter');
    await reader.planner.until(() => reader.planner.parameters().get('territory'), (t) => t === '78013', 'Andelu');
    await reader.focusIsKept();
  });

  test('what is pressed and goes leaves the focus near', async () => {
    await reader.opens(HOME);
    await reader.tabsTo(/^Estimer les places inconnues$/);
    await reader.presses('Enter');
    await reader.planner.until(() => reader.planner.parameters().get('fill'), (f) => f === 'mean', 'the estimate');
    await reader.focusIsKept();
  });
});

for (const [width, height, least] of [[1440, 900, 24], [1024, 768, 24], [390, 844, 44]]) {
  test(`every stop of the keyboard shows, at ${width}`, async (t) => {
    const reader = await givenAReader({ width, height });
    t.after(() => reader.close());
    for (const query of ['', `${HOME}&fill=mean&commune=78189`]) {
      await reader.opens(query);
      await reader.everyStopShows(`${width} ${query}`, least);
    }
  });
}

for (const [name, width, height] of [['at 200 %', 720, 450], ['at 320 px', 320, 640], ['at 320 px and 400 %', 320, 256]]) {
  test(`nothing is lost ${name}`, async (t) => {
    const reader = await givenAReader({ width, height });
    t.after(() => reader.close());
    for (const query of ['', `${HOME}&fill=mean&commune=78189`, '?territory=248600413&kind=rpe']) {
      await reader.opens(query);
      await reader.losesNothing(`${name} ${query}`);
      assert.ok((await reader.page.locator('.mapbox').boundingBox()).height >= 200, 'the map keeps its room');
    }
  });
}

test('with colours forced by the system what is chosen still shows', async (t) => {
  const reader = await givenAReader({ forcedColors: 'active' });
  t.after(() => reader.close());
  await reader.opens(`${HOME}&fill=mean&commune=78189`);
  const looks = (selector) => reader.page.locator(selector).first().evaluate((e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.outlineStyle, s.outlineColor].join(); });
  assert.notEqual(await looks('.ks [aria-checked=true]'), await looks('.ks [aria-checked=false]'));
  assert.notEqual(await looks('.tb tr.sel td'), await looks('.tb tbody tr:not(.sel) td'));
  assert.notEqual(await looks('.b3 .w'), await looks('.b3 .n'));
  await reader.planner.shot('couleurs-imposees-1440');
});

test('without motion nothing moves by itself', async (t) => {
  const reader = await givenAReader({ quiet: true });
  t.after(() => reader.close());
  await reader.opens(`${HOME}&fill=mean`);
  const moving = await reader.page.evaluate(() => [...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration.split(',').some((d) => parseFloat(d) > 0)).length);
  assert.equal(moving, 0);
});

test('where the browser cannot draw a map, the server’s stands in its place', async (t) => {
  const reader = await givenNoWebGl();
  t.after(() => reader.close());
  const asked = [];
  await reader.page.route('**/map.svg?*', (route) => { asked.push(new URL(route.request().url())); return route.fulfill({ contentType: 'image/svg+xml', body: MAP }); });
  await reader.opens(`${HOME}&fill=mean&within=3000`);
  const image = reader.page.locator('.still img');
  assert.match(await image.getAttribute('alt'), /^Places de crèche et zones blanches\. CC Gally Mauldre/);
  assert.equal(asked[0].pathname, '/api/territories/200034130/map.svg');
  assert.deepEqual(['kind', 'within', 'fill', 'ages', 'mode'].map((k) => asked[0].searchParams.get(k)), ['eaje', '3000', 'mean', '0-2', 'all']);
  assert.equal((await reader.planner.rows()).length, 11);
  await reader.breaksNoRule('without WebGL');
  await reader.page.locator('#carte').focus();
  await reader.presses('ArrowRight');
  await reader.says(/hors de portée/);
});

test('without script the page says what can be had', async (t) => {
  const reader = await givenAReader({ javaScriptEnabled: false });
  t.after(() => reader.close());
  await reader.page.route('**/carte.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body: MAP }));
  await reader.goes('');
  await reader.page.locator('.bare img').waitFor();
  const links = await reader.page.locator('.bare a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.ok(links.some((l) => l.startsWith('/api/territories/200034130/sheet?')) && links.includes('/accessibilite.html'));
  assert.equal(await reader.planner.page.locator('.bare img').getAttribute('src'), '/carte.svg');
});

test('what goes to paper: map, legend, table, source, and no controls', async (t) => {
  const reader = await givenAReader();
  t.after(() => reader.close());
  await reader.opens(`${HOME}&fill=mean&commune=78189`);
  const sheet = await reader.page.locator('.on-paper').getAttribute('href');
  assert.deepEqual(['commune', 'format', 'size'].map((k) => new URL(sheet, BASE).searchParams.get(k)), ['78189', 'pdf', 'a4']);
  const slide = new URL(await reader.page.locator('.menu a', { hasText: 'Diapositive, PNG' }).getAttribute('href'), BASE);
  assert.deepEqual([slide.pathname, slide.searchParams.get('size'), slide.searchParams.get('format'), slide.searchParams.get('commune')], ['/api/territories/200034130/sheet', 'slide', 'png', null]);
  await reader.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await reader.page.emulateMedia({ media: 'print' });
  for (const selector of ['.mapbox canvas', '.legend', '.tb table', '.msrc', '.mt h1']) assert.ok(await reader.page.locator(selector).first().isVisible(), selector);
  for (const selector of ['.top', '.ks', '.zoom', '.slider', '.sheet', '.tb .end a', '.foot']) assert.ok(!(await reader.page.locator(selector).first().isVisible()), selector);
  assert.equal(await reader.page.locator('.tb tbody tr:visible').count(), 11);
});
