// Data that nobody wished for: each view stays right, stays usable, and says what is missing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { givenABrowser, plain } from './driver.mjs';

const GALLY = '200034130';
const SCREENS = [[1440, 900], [390, 844]];
/** What a wrong figure looks like once it is text. */
const NONSENSE = /\b(NaN|undefined|null|Infinity)\b|\[object/;

/** Changes the server's answers on their way to the page, each by its name: alone, or among others. */
async function answers(planner, changes) {
  await planner.page.route(new RegExp(`/(answers|${Object.keys(changes).join('|')})[?]`), async (route) => {
    const [response, name] = [await route.fetch(), new URL(route.request().url()).pathname.split('/').pop()];
    const body = await response.json();
    const given = name === 'answers' ? body : { [name]: body };
    for (const [of, change] of Object.entries(changes)) if (given[of]) change(given[of]);
    await route.fulfill({ response, json: body });
  });
}
async function makesSense(planner, where) {
  const text = plain(await planner.page.evaluate(() => document.body.innerText));
  assert.doesNotMatch(text, NONSENSE, where);
  assert.equal(await planner.overflow(), 0, `${where}: nothing is wider than the screen`);
}
const everyScreen = (name, act) => {
  for (const [width, height] of SCREENS) {
    test(`${name}, at ${width}`, async (t) => {
      const planner = await givenABrowser({ width, height });
      t.after(() => planner.close());
      await act(planner, width);
    });
  }
};

const MARKUP = '<img src=x onerror="window.struck=1"><script>window.struck=1</script><b>Les Lutins</b>';
const LONG = 'Crèche-multi-accueil-intercommunale-sans-espace-'.repeat(8);

describe('names that would do harm', () => {
  everyScreen('are text, and only text', async (planner) => {
    await answers(planner, {
      facilities: (all) => all.features.forEach(({ properties: f }, i) => { f.name = i % 3 === 2 ? LONG : MARKUP; f.address = MARKUP; f.subtype = i % 4 === 3 ? MARKUP : f.subtype; }),
      'white-zones': (zones) => { for (const c of zones.metadata.communes) for (const [i, n] of (c.nearest ?? []).entries()) n.name = i === 1 ? LONG : MARKUP; },
    });
    for (const query of [`?territory=${GALLY}&vue=elu&commune=78189`, `?territory=${GALLY}&fill=mean&commune=78380`, `?territory=${GALLY}&fill=mean`]) {
      await planner.opens(query);
      await planner.page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
      await makesSense(planner, query);
      assert.ok((await planner.page.evaluate(() => document.body.textContent)).includes('<b>Les Lutins</b>'), 'the name shows as it is');
      assert.equal(await planner.page.evaluate(() => window.struck), undefined);
      assert.equal(await planner.page.locator('img[src=x], .pn script, .ocol script').count(), 0);
    }
  });
  test('the territory and its communes too', async (t) => {
    const planner = await givenABrowser();
    t.after(() => planner.close());
    await answers(planner, {
      territory: (all) => { all.name = MARKUP; all.communes[0].name = MARKUP; },
      coverage: (all) => { all.features[0].properties.name = MARKUP; },
    });
    for (const query of [`?territory=${GALLY}&vue=elu`, `?territory=${GALLY}&commune=78013`]) {
      await planner.opens(query);
      await makesSense(planner, query);
      assert.equal(await planner.page.evaluate(() => window.struck), undefined);
    }
  });
});

const MANY = 10_000;
describe(`${MANY} services in one EPCI`, () => {
  /** Spread over the territory, each at its own place. */
  const crowd = (territory) => {
    const [w, s, e, n] = territory.bbox;
    return Array.from({ length: MANY }, (_, i) => ({
      type: 'Feature', geometry: { type: 'Point', coordinates: [w + ((i * 0.618_033_98) % 1) * (e - w), s + ((i * 0.754_877_66) % 1) * (n - s)] },
      properties: {
        id: `s${i}`, name: `Crèche ${i}`, kind: 'eaje', subtype: 'micro-creche', capacity: i % 5 === 0 ? null : 10, capacity_status: i % 5 === 0 ? 'not-documented' : 'observed', ages: '0-2',
        funding: null, address: null, commune: territory.communes[i % territory.communes.length].code, commune_name: territory.communes[i % territory.communes.length].name, precision: 'exact', perimeter: [], source: null,
      },
    }));
  };
  everyScreen('the page is ready in a few seconds, and answers', async (planner, width) => {
    const inventories = (t) => { for (const i of t.inventories) Object.assign(i, { completeness: 'complete', facilities: MANY }); };
    let territory;
    await answers(planner, {
      territory: (all) => { inventories(all); territory = all; },
      facilities: (all) => { all.features = crowd(territory); },
    });
    for (const query of ['?territory=248600413', '?territory=248600413&commune=86066']) {
      const from = Date.now();
      await planner.opens(query);
      const ready = Date.now() - from;
      assert.ok(ready < 20_000, `${query}: ready after ${ready} ms`);
      const longest = await planner.page.evaluate(() => new Promise((done) => {
        let [last, most, n] = [performance.now(), 0, 0];
        const frame = () => { const now = performance.now(); most = Math.max(most, now - last); last = now; if (++n < 30) requestAnimationFrame(frame); else done(most); };
        requestAnimationFrame(frame);
      }));
      assert.ok(longest < 1500, `${query}: a frame of ${longest} ms once it is ready`);
      await makesSense(planner, query);
      assert.match(plain(await planner.page.locator('.pn').textContent()), query.includes('commune') ? /213 crèches dans la commune/ : /10 000 crèches sur le territoire/);
      assert.ok((await planner.page.locator('.pn li').count()) < 400, 'a list that can be read');
    }
    if (width > 600) {
      const from = Date.now();
      await planner.pressesOnSlider('ArrowRight', 'ArrowRight');
      await planner.until(() => planner.parameters().get('within'), (w) => w === '2200', 'two steps');
      assert.ok(Date.now() - from < 10_000, 'the threshold follows');
      await planner.shot('dix-mille-1440');
    }
  });
});

describe('a server that takes its time', () => {
  test('the page says that it waits, also while something else is asked, and no longer than it does', async (t) => {
    const planner = await givenABrowser();
    t.after(() => planner.close());
    const { page } = planner;
    const says = () => page.evaluate(() => getComputedStyle(document.querySelector('.mapbox'), '::after').content !== 'none');
    await planner.opens(`?territory=${GALLY}`);
    assert.equal(await says(), false);
    const held = [];
    await page.route('**/answers?*', (route) => { held.push(route); });
    await page.locator('.ks [data-kind=rpe]').click();
    await planner.until(says, (said) => said, 'the sign');
    await page.locator('.ks [data-kind=alsh]').click();
    assert.equal(await says(), true, 'the sign stays');
    await planner.until(() => held.length, (n) => n === 2, 'asked again');
    await held[1].continue();
    await planner.isDrawn();
    await planner.kindIs('alsh');
    assert.equal(await says(), false);
  });
});

describe('territories out of the ordinary', () => {
  for (const [name, code, official, working] of [
    ['a commune without a boundary', '12218', /Sans contour connu, pas sur la carte : Conques-en-Rouergue/, /Ce qui manque.*le contour de Conques-en-Rouergue/],
    ['an EPCI with such a commune', '241200641', /Sans contour connu, pas sur la carte : Conques-en-Rouergue/, /Ce qui manque.*le contour de Conques-en-Rouergue/],
    ['an EPCI over two départements', '200055655', /départements 77 et 95/, /42 communes/],
    ['an EPCI overseas', '249740077', /La Réunion · 6 communes/, /La Réunion/],
    ['an EPCI without any service', '248600413', /ne sont pas renseignées/, /Aucun service enregistré pour ce territoire/],
    ['an EPCI whose children are not documented', '200060465', /Le nombre d’enfants de cet âge n’est pas connu ici/, /Ce qui manque.*le nombre d’enfants/],
    ['a commune where nobody lives', '55039', /ne sont pas renseignées/, /Beaumont-en-Verdunois/],
  ]) {
    everyScreen(name, async (planner, width) => {
      for (const kind of ['eaje', 'rpe', 'alsh']) {
        await planner.opens(`?territory=${code}&kind=${kind}&vue=elu`);
        await makesSense(planner, `${name}, official, ${kind}`);
        if (kind === 'eaje') assert.match(plain(await planner.page.evaluate(() => document.body.innerText)), official);
        if (kind === 'eaje') await planner.shot(`hostile-elu-${code}-${width}`);
        await planner.opens(`?territory=${code}&kind=${kind}&fill=mean`);
        await makesSense(planner, `${name}, working, ${kind}`);
        if (kind === 'eaje') assert.match(plain(await planner.page.evaluate(() => document.body.textContent)), working);
        if (kind === 'eaje') await planner.shot(`hostile-${code}-${width}`);
      }
      const first = await planner.page.locator('.tb tbody tr').first().getAttribute('data-code');
      await planner.opens(`?territory=${code}&fill=mean&commune=${first}`);
      await makesSense(planner, `${name}, a commune open`);
    });
  }
});
