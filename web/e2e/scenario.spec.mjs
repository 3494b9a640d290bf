import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { givenCreches } from './given.mjs';
import { givenAScenarist } from './scenario-driver.mjs';

const GALLY = '200034130';
const CHATELLERAULT = '248600413';
const ANDELU = { lon: 1.82, lat: 48.884 };
/** Well inside the commune: beyond its border another EPCI begins. */
const CRESPIERES_WOODS = { lon: 1.925, lat: 48.8935 };
const CRESPIERES_FIELDS = { lon: 1.93, lat: 48.885 };
/** In Beynes, another EPCI. */
const OUTSIDE = { lon: 1.905, lat: 48.86 };

describe('what if a crèche opened in Gally Mauldre', () => {
  let she;
  let register;
  before(async () => { she = await givenAScenarist(); });
  after(async () => { await she.close(); });

  test('given the map as it is, « Et si… » supposes nothing yet', async () => {
    await she.onTheMapOf(GALLY);
    register = await she.register(GALLY, 'eaje');
    const as = await she.figures();
    await she.wonders();
    await she.says(/Cliquez sur la carte pour ouvrir une crèche/);
    assert.deepEqual((await she.figures()).rows, as.rows);
    assert.equal(she.text(), '');
  });

  test('when a crèche opens in Andelu, nobody is out of reach there, and its places are still to be said', async () => {
    await she.opensAt(ANDELU);
    await she.says(/−16 enfants hors de portée/);
    await she.says(/Places inconnues/);
    await she.gives(20);
    await she.says(/≈ \+19 enfants avec une place, ≈ −16 hors de portée/);
    await she.rowReads('Andelu', /≈ \+15,1 \| couverte/);
    assert.match(await she.planner.panel(), /Hors de portée≈ 15,80≈ −15,8/);
    await she.planner.opensCommune('Andelu');
    assert.match(await she.planner.panel(), /Verdict : zone blanche → couverte/);
    await she.does('Fermer');
    await she.planner.until(() => she.planner.legend(), (t) => /ouvert dans le scénario/.test(t), 'the legend');
  });

  test('it is named, on the map, in the title of the page and in the source line', async () => {
    await she.names('Variante A, nord ; 100 %');
    await she.planner.until(() => she.planner.text('.mt h1'), (t) => t.startsWith('Scénario : Variante A, nord ; 100 % – Places de crèche'), 'the title of the map');
    assert.match(she.plain(await she.page.title()), /^Scénario : Variante A, nord ; 100 %/);
    assert.match(await she.planner.text('.msrc'), /scénario « Variante A, nord ; 100 % », supposé et non constaté/);
    await she.names('Variante A');
    await she.planner.shot('scenario-1440');
  });

  test('while a service is dragged everything follows, and the address waits for it to be put down', async () => {
    const before = she.text();
    const known = register.find((f) => f.properties.name === 'A 2 Pas').geometry.coordinates;
    await she.drags({ lon: known[0], lat: known[1] }, CRESPIERES_WOODS, 12, async () => {
      await she.planner.until(() => she.planner.text('.differs'), (t) => !t.includes('≈ −15,8'), 'figures of a step');
      assert.equal(she.text(), before);
    });
    await she.planner.until(() => she.changes().length, (n) => n === 2, 'the move');
    assert.match(she.changes()[1], /^move,gm-eaje-\d+,1\.92\d+,48\.89/);
    await she.planner.until(() => she.planner.legend(), (t) => /ancienne place, déplacé/.test(t), 'the ghost in the legend');
    await she.drags(CRESPIERES_WOODS, CRESPIERES_FIELDS);
    await she.planner.until(() => she.changes()[1], (c) => /,48\.88\d*$/.test(c), 'moved again');
    assert.equal(she.changes().length, 2, 'moved twice, told once');
    await she.planner.shot('scenario-deplace-1440');
  });

  test('dragged out of the territory it counts no more, and the hand can fetch it back', async () => {
    const inside = she.changes()[1];
    await she.drags(CRESPIERES_FIELDS, OUTSIDE);
    await she.planner.until(() => she.changes()[1], (c) => /,48\.8[56]\d*$/.test(c), 'moved out');
    await she.rowReads('Crespières', /^Crespières \| ≈ 44,4 \| 0 \|/);
    await she.drags(OUTSIDE, CRESPIERES_FIELDS);
    await she.planner.until(() => she.changes()[1], (c) => /,48\.88\d*$/.test(c), 'moved back');
    assert.equal(she.changes()[1].split(',')[1], inside.split(',')[1], 'the same service');
    await she.rowReads('Crespières', /^Crespières \| ≈ 44,4 \| ≈ 9,9 \|/);
  });

  test('it is given other places, and another is closed and opened again', async () => {
    await she.gives(40);
    await she.planner.until(() => she.changes().at(-1), (c) => /^resize,.*,40$/.test(c), 'resized');
    await she.page.locator('.pn summary', { hasText: 'crèches sur le territoire' }).click();
    await she.page.locator('.sites .link', { hasText: 'Le Petit Prince' }).click();
    assert.ok(await she.page.locator('.served').evaluate((list) => list.open), 'the list stays open');
    await she.does('Fermer le service');
    await she.planner.until(() => she.changes().at(-1), (c) => /^close,/.test(c), 'closed');
    await she.rowReads('Saint-Nom-la-Bretèche', /en partie blanche/);
    assert.match(await she.planner.text('.service'), /Fermé dans ce scénario/);
    await she.does('Rouvrir');
    await she.planner.until(() => she.changes().length, (n) => n === 3, 'open again');
  });

  test('undo and redo walk the same way as the browser’s back', async () => {
    const now = she.text();
    await she.does('Annuler');
    await she.planner.until(() => she.changes().length, (n) => n === 4, 'closed once more');
    await she.page.locator('#carte').focus();
    await she.presses('Control+z');
    await she.planner.until(() => she.text(), (t) => t === now, 'undone');
    await she.presses('Control+Shift+z');
    await she.planner.until(() => she.changes().length, (n) => n === 4, 'redone');
    await she.does('Rétablir');
    await she.planner.until(() => she.text(), (t) => t === now, 'redone to the end');
    await she.page.goBack();
    await she.planner.until(() => she.changes().length, (n) => n === 4, 'back is a step back');
    await she.page.goForward();
    await she.planner.until(() => she.text(), (t) => t === now, 'and forth');
    await she.rowReads('Saint-Nom-la-Bretèche', /couverte|sous-dotée/);
  });

  test('then the address shows the same to whoever opens it', async () => {
    await she.planner.isDrawn();
    const here = await she.figures();
    await she.planner.reloads();
    assert.deepEqual(await she.figures(), here);
    assert.match(await she.page.getByLabel('Nom du scénario').inputValue(), /^Variante A$/);
  });

  test('the differences leave as tables and maps that say what they are', async () => {
    const csv = await she.follows('CSV');
    assert.match(csv.name, /scenario.*\.csv$/);
    assert.match(csv.text, /out_of_reach_change|hors/i);
    assert.match(she.plain(csv.text), /Variante A/);
    const geojson = JSON.parse((await she.follows('GeoJSON')).text);
    assert.equal(geojson.features.length, 11);
    assert.match(she.plain(JSON.stringify(geojson)), /scénario « Variante A », supposé et non constaté/);
    const zones = await she.planner.downloads('Zones blanches, GeoJSON');
    assert.match(zones.name, /scenario-variante-a/);
    assert.match(she.plain(zones.text), /supposé et non constaté/);
  });

  test('it breaks no rule of accessibility', async () => { await she.isAccessible('with a scenario'); });

  test('left, nothing of it stays, and the register never knew', async () => {
    await she.does('Quitter');
    await she.planner.until(() => she.planner.parameters().get('si'), (t) => t === null, 'no scenario in the address');
    await she.rowReads('Andelu', /zone blanche$/);
    assert.equal(await she.page.locator('.si').isVisible(), false);
    assert.doesNotMatch(await she.page.title(), /Scénario/);
    assert.deepEqual(await she.register(GALLY, 'eaje'), register);
  });
});

describe('the answer of « Où ouvrir ? », taken over as a scenario', () => {
  let she;
  before(async () => { she = await givenAScenarist(); });
  after(async () => { await she.close(); });

  test('its sites open with the places that the reference asks for', async () => {
    await she.onTheMapOf(GALLY, { more: '&ouvrir=tous' });
    const section = she.page.locator('[data-section=ouvrir]');
    await section.getByRole('button', { name: 'Reprendre comme scénario' }).scrollIntoViewIfNeeded();
    assert.match(she.plain(await section.textContent()), /≈ 3,7 places au repère.*Avec les places du repère/);
    await section.getByRole('button', { name: 'Reprendre comme scénario' }).click();
    await she.says(/−16 hors de portée/);
    assert.match(she.text(), /^open,eaje,1\.8\d*,48\.8\d*,4,,,,Nouvelle crèche$/);
    assert.equal(she.planner.parameters().get('ouvrir'), null);
    await she.planner.until(() => she.card().isVisible(), (v) => v, 'the card of the one site');
    await she.does('Retirer');
    await she.says(/Cliquez sur la carte/);
  });
});

describe('by keyboard alone', () => {
  let she;
  before(async () => { she = await givenAScenarist(); });
  after(async () => { await she.close(); });

  test('a relay opens at a town hall, moves by arrows, is undone; the bar says that it documents nothing', async () => {
    await she.onTheMapOf(GALLY, { kind: 'rpe', more: '&commune=78013' });
    await she.button('Et si…').focus();
    await she.presses('Enter');
    await she.page.waitForFunction(() => document.activeElement?.classList.contains('si-name'));
    await she.presses('A', 'Enter');
    await she.button('Ouvrir un relais petite enfance ici').focus();
    await she.presses('Enter');
    await she.page.waitForFunction(() => document.activeElement?.classList.contains('service'));
    await she.says(/Écart : n\. d\..*Personne n’a dit s’il y a d’autres relais petite enfance/);
    assert.equal(await she.field('Places').count() === 0 || !(await she.field('Places').isVisible()), true, 'a relay has no places');
    await she.button('Déplacer aux flèches').focus();
    await she.presses('Enter');
    assert.equal(await she.planner.focused(), 'carte');
    const [, , before] = she.changes()[0].split(',').map(Number);
    await she.presses('Shift+ArrowRight');
    await she.planner.until(() => Number(she.changes()[0].split(',')[2]), (lon) => lon > before + 0.01, 'a kilometre to the east');
    await she.presses('Control+z');
    await she.planner.until(() => Number(she.changes()[0].split(',')[2]), (lon) => lon === before, 'back at the town hall');
    await she.presses('Control+z');
    await she.planner.until(() => she.changes().length, (n) => n === 0, 'nothing supposed');
    await she.isAccessible('by keyboard');
  });
});

test('a scenario that cannot be is refused in words, and the page shows what is', async () => {
  const she = await givenAScenarist();
  await she.onTheMapOf(GALLY, { more: '&si=close,nobody' });
  await she.planner.until(() => she.planner.text('.banner'), (t) => /ne peut pas être supposé/.test(t), 'the reason');
  assert.equal((await she.planner.rows()).length, 11);
  assert.equal(she.planner.parameters().get('si'), null);
  she.planner.faults.splice(0, she.planner.faults.length, ...she.planner.faults.filter((f) => !/400/.test(f)));
  await she.close();
});

test('the official view says that it supposes', async () => {
  const she = await givenAScenarist();
  await she.planner.opens(`?territory=${GALLY}&kind=eaje&vue=elu&si=name,Variante A;open,eaje,1.82,48.884,20,,,,Neuve`);
  await she.says(/\+19 enfants avec une place/);
  assert.match(await she.planner.text('.si-title'), /Scénario : Variante A/);
  assert.equal(await she.page.locator('.si-name').isVisible(), false);
  await she.isAccessible('official');
  await she.planner.shot('scenario-elu-1440');
  await she.close();
});

test('on a phone the bar, the card and the map keep to the screen', async () => {
  const she = await givenAScenarist({ width: 390, height: 844 });
  await she.planner.opens(`?territory=${GALLY}&kind=eaje&within=3000&fill=mean&si=name,Variante A;open,eaje,1.82,48.884,20,,,,Neuve&service=scenario-1`);
  await she.says(/\+19 enfants/);
  assert.equal(await she.planner.overflow(), 0);
  await she.planner.shot('scenario-390');
  await she.isAccessible('on a phone');
  await she.close();
});

describe('from the drag of a service to the figures', () => {
  const median = (of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];
  const camera = { lon: 0.55, lat: 46.82, zoom: 10 };
  const two = 'open,eaje,0.55,46.82,20,,,,Une;open,eaje,0.6,46.79,30,,,,Deux';
  const far = { camera, more: `&si=${two}` };
  const there = [{ lon: 0.55, lat: 46.82 }, { lon: 0.7, lat: 46.88 }];
  for (const [name, territory, how, [from, to], given] of [
    ['Gally Mauldre, 11 communes', GALLY, { more: '&si=open,eaje,1.82,48.884,20,,,,Une' }, [ANDELU, { lon: 1.95, lat: 48.87 }]],
    ['Grand Châtellerault, 47 communes', CHATELLERAULT, far, there],
    ['Grand Châtellerault with a synthetic list of its crèches', CHATELLERAULT, far, there, givenCreches],
  ]) {
    test(name, async (t) => {
      await given?.(territory);
      const she = await givenAScenarist();
      await she.onTheMapOf(territory, how);
      const times = await she.times(from, to, 40);
      assert.ok(times.length >= 30);
      const figures = median(times.map((s) => s.figures));
      t.diagnostic(`${name}: figures after ${figures.toFixed(1)} ms, painted after ${median(times.map((s) => s.painted)).toFixed(1)} ms (medians of ${times.length} steps)`);
      assert.ok(figures < 250, 'a drag is followed');
      await she.close();
    });
  }
});
