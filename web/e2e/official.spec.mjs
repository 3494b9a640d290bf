import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { plain } from './driver.mjs';
import { givenAnOfficial } from './official-driver.mjs';

const sum = (of) => of.reduce((a, b) => a + b, 0);

describe('a mayor opens the link on a projector', () => {
  let mayor;
  before(async () => { mayor = await givenAnOfficial({ width: 1440, height: 900 }); });
  after(async () => { await mayor.close(); });

  test('the bare address reads as one sentence', async () => {
    await mayor.opensTheLink('');
    await mayor.reads(/^Sur environ 608 enfants de moins de 3 ans, 333 ont une place de crèche à moins de 3 km\.$/);
    await mayor.goesOn(/^259 vivent près d’une crèche, mais sans place pour eux\. 16, tous à Andelu, n’ont aucune crèche à moins de 3 km\.$/);
    assert.match(await mayor.text('.where'), /^CC Gally Mauldre · Yvelines · 11 communes$/);
    assert.match(await mayor.page.title(), /Gally Mauldre, crèches/);
    await mayor.keepsItsFrame();
    await mayor.shot('elu-1440');
  });

  test('the three numbers add up to the children of the sentence, and their shares to 100,0', async () => {
    assert.equal(sum(await mayor.numbers()), 608);
    assert.equal(Math.round(10 * sum(await mayor.shares())), 1000);
  });

  test('the legend names what is on the map, and the map says what a point is', async () => {
    const legend = await mayor.text('.olegend');
    for (const named of ['une place à portée', 'à portée, sans place', 'hors de portée', 'zone blanche', 'crèches, placées à la mairie']) assert.ok(legend.includes(named), named);
    assert.match(await mayor.text('.omt h2'), /^Un point par enfant de moins de 3 ans$/);
    assert.match(await mayor.text('.reading'), /une proportion, pas une situation individuelle/);
    assert.match(await mayor.text('.msrc'), /^Sources : .*Filosofi 2021.*à vol d’oiseau$/);
    assert.match(await mayor.text('.worth'), /taille moyenne de son type.*communes voisines ne sont pas renseignées : à Andelu/);
  });

  test('five communes, from the one where most children have no place', async () => {
    const five = await mayor.communes();
    assert.equal(five.length, 5);
    assert.match(five[0], /^Maule≈ 64 sur 160$/);
    const lacking = five.map((t) => Number(/≈ (\d+) sur/.exec(t)[1]));
    assert.deepEqual(lacking, [...lacking].sort((a, b) => b - a));
  });

  test('another kind, a commune, the working view and paper: four clicks', async () => {
    mayor.clicks = 0;
    await mayor.asksAbout('Accueils de loisirs');
    await mayor.reads(/accueil de loisirs à moins de 3 km\.$/);
    await mayor.opensCommune('Andelu');
    assert.match(await mayor.text('.card'), /hors de portée/);
    assert.equal(mayor.parameters().get('commune'), '78013');
    await mayor.isAccessible('with a commune open');
    await mayor.closesCommune();
    const sheet = new URL(await mayor.door('Imprimer').getAttribute('href'), 'http://x');
    assert.equal(sheet.pathname, '/api/territories/200034130/sheet');
    for (const [name, value] of [['kind', 'alsh'], ['within', '3000'], ['fill', 'mean'], ['ages', '3-11'], ['format', 'pdf']]) assert.equal(sheet.searchParams.get(name), value, name);
    await mayor.goesToTheWorkingView();
    for (const [name, value] of [['kind', 'alsh'], ['within', '3000'], ['fill', 'mean'], ['vue', null]]) assert.equal(mayor.parameters().get(name), value, name);
    assert.ok(mayor.clicks < 5);
  });

  test('and back, on the same question', async () => {
    await mayor.comesBack();
    await mayor.reads(/accueil de loisirs à moins de 3 km\.$/);
    assert.equal(mayor.parameters().get('vue'), 'elu');
    await mayor.asksAbout('Crèches');
    await mayor.reads(/333 ont une place/);
  });

  test('a kind that nobody documented says what is missing, and stays open', async () => {
    await mayor.asksAbout('Relais petite enfance');
    await mayor.reads(/^Les relais petite enfance ne sont pas renseignés : cette page ne peut pas dire où ils manquent\.$/);
    assert.match(await mayor.text('.more'), /Importez la liste des relais petite enfance|importer/i);
    assert.equal((await mayor.numbers()).length, 0);
    assert.match(await mayor.text('.olegend'), /accès non renseigné/);
    await mayor.isAccessible('undocumented');
    await mayor.shot('elu-rpe-1440');
    await mayor.asksAbout('Crèches');
    await mayor.reads(/333 ont une place/);
  });

  test('by keyboard alone: past the head, into a commune and back to its line', async () => {
    const { keyboard } = mayor.page;
    await mayor.page.evaluate(() => document.activeElement?.blur());
    await mayor.page.locator('.skip').focus();
    await keyboard.press('Enter');
    assert.equal(await mayor.planner.focused(), 'carte');
    await mayor.page.locator('.worst button', { hasText: 'Bazemont' }).focus();
    await keyboard.press('Enter');
    await mayor.page.locator('.card h2', { hasText: 'Bazemont' }).waitFor();
    assert.equal(await mayor.planner.focused(), 'carton');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await mayor.page.locator('.card').waitFor({ state: 'hidden' });
    assert.equal(await mayor.page.evaluate(() => document.activeElement.dataset.code), '78049');
  });

  test('no rule of accessibility is broken', async () => { await mayor.isAccessible('1440'); });
});

describe('a mayor opens the link on a phone', () => {
  let mayor;
  before(async () => { mayor = await givenAnOfficial({ width: 390, height: 844 }); });
  after(async () => { await mayor.close(); });

  test('the sentence comes first, nothing is wider than the screen', async () => {
    await mayor.opensTheLink('');
    await mayor.reads(/333 ont une place/);
    await mayor.keepsItsFrame();
    await mayor.isAccessible('390');
    await mayor.shot('elu-390');
    const top = async (selector) => (await mayor.page.locator(selector).boundingBox()).y;
    const order = [await top('.say h1'), await top('.say .b3'), await top('.mapbox'), await top('.msrc'), await top('.worst')];
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
  });

  test('a commune of the list opens on the map; what can be done stands at the end', async () => {
    await mayor.opensCommune('Crespières');
    assert.match(await mayor.text('.card'), /hors de portée.*Crèche la plus proche/);
    await mayor.keepsItsFrame();
    await mayor.shot('elu-390-commune');
    await mayor.closesCommune();
    assert.ok(await mayor.door('Imprimer').isVisible());
    await mayor.goesToTheWorkingView();
  });
});

test('at 1024 the text keeps its column and the legend names only what the numbers do not', async (t) => {
  const mayor = await givenAnOfficial({ width: 1024, height: 768 });
  t.after(() => mayor.close());
  await mayor.opensTheLink('');
  await mayor.reads(/333 ont une place/);
  assert.deepEqual((await mayor.page.locator('.olegend li:visible').allTextContents()).map(plain), ['zone blanche, estimée', '4crèches, placées à la mairie']);
  await mayor.keepsItsFrame();
  await mayor.shot('elu-1024');
});

test('in the dark it reads as well', async (t) => {
  const mayor = await givenAnOfficial({ dark: true });
  t.after(() => mayor.close());
  await mayor.opensTheLink('');
  await mayor.reads(/333 ont une place/);
  await mayor.isAccessible('dark');
  await mayor.shot('elu-1440-sombre');
});

describe('any other territory', () => {
  let mayor;
  before(async () => { mayor = await givenAnOfficial(); });
  after(async () => { await mayor.close(); });

  test('without a list: says so and draws no white zone', async () => {
    await mayor.opensTheLink('?territory=248600413&vue=elu');
    await mayor.reads(/^Les crèches ne sont pas renseignées/);
    assert.match(await mayor.text('.where'), /CA Grand Châtellerault · Vienne · 47 communes/);
    await mayor.shot('elu-chatellerault-1440');
  });

  test('of one commune, without cells: the verdict instead of points, and what is known', async () => {
    await mayor.opensTheLink('?territory=78124&vue=elu');
    await mayor.reads(/587 enfants de moins de 3 ans, 220 ont une place de crèche/);
    await mayor.goesOn(/Aucun n’est hors de portée/);
    assert.match(await mayor.text('.omt'), /Enfants connus par commune seulement/);
    assert.equal((await mayor.communes()).length, 0);
    await mayor.asksAbout('Relais petite enfance');
    await mayor.reads(/relais petite enfance à moins de 3 km/);
    assert.equal((await mayor.numbers()).length, 2);
  });

  test('whose places are not known: in reach, and no number made up', async () => {
    await mayor.opensTheLink('?territory=200034130&fill=none&vue=elu');
    await mayor.reads(/592 ont une crèche à moins de 3 km/);
    await mayor.goesOn(/^Combien y ont une place, on ne le sait pas\./);
    assert.equal(sum(await mayor.numbers()), 608);
    assert.match(await mayor.text('.worth'), /Les places de 12 crèches sur 12 ne sont pas connues/);
  });

  for (const [name, code, where, words] of [
    ['overseas', '249740119', '.where', /La Réunion · 3 communes$/], ['over two départements', '200055655', '.where', /départements 77 et 95 · 42 communes$/],
    ['a commune without polygon', '12218', '.worth', /Sans contour connu, pas sur la carte : Conques-en-Rouergue/],
  ]) {
    test(`${name}: stands, and says what it is and what is missing`, async () => {
      await mayor.opensTheLink(`?territory=${code}&vue=elu`);
      await mayor.reads(/ne sont pas renseignées/);
      assert.match(await mayor.text(where), words);
      await mayor.keepsItsFrame();
      await mayor.isAccessible(name);
      await mayor.shot(`elu-${code}`);
    });
  }
});
