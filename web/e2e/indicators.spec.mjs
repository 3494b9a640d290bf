import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { givenABrowser, plain } from './driver.mjs';
import { violations } from './axe.mjs';

const GALLY = '?territory=200034130&kind=eaje&fill=mean';
const CARRIERES = '?territory=78124&within=1000';

/** Scrolls to a section of the panel, and reads it once it has its answer. */
async function reads(planner, name, pattern) {
  const section = planner.page.locator(`[data-section=${name}]`);
  await section.evaluate((e) => { if (e.tagName === 'DETAILS') e.open = true; e.scrollIntoView({ block: 'center' }); });
  return planner.until(async () => plain((await section.textContent()) ?? ''), (t) => pattern.test(t), `section ${name}`);
}
/** The addresses of the indicators asked for from now on. */
function questions(planner) {
  const seen = [];
  planner.page.on('request', (r) => { const m = /\/(ranking|modes|perimeters|duties|siting|evolution)\?/.exec(r.url()); if (m) seen.push(`${m[1]} ${new URL(r.url()).search}`); });
  return seen;
}

describe('the indicators of Gally Mauldre', () => {
  let planner;
  let asked;
  before(async () => { planner = await givenABrowser(); asked = questions(planner); });
  after(async () => { await planner.close(); });

  test('the whole territory says where to look first', async () => {
    await planner.opens(`${GALLY}&within=3000`);
    assert.match(await reads(planner, 'premieres', /1er/), /1er\s*Andelu.*≈ 15,8/);
    assert.equal(await planner.page.locator('[data-section=premieres] li').count(), 1, 'only communes with children out of reach');
  });

  test('what is out of sight is not asked for', () => {
    assert.ok(asked.some((a) => a.startsWith('ranking')));
    assert.ok(!asked.some((a) => a.startsWith('duties')), asked.join('\n'));
  });

  test('a commune of the list opens its panel, with its rank and where its verdict turns', async () => {
    await planner.page.locator('[data-section=premieres] a', { hasText: 'Andelu' }).focus();
    await planner.page.keyboard.press('Enter');
    await planner.panelIs('Andelu');
    assert.equal(await planner.focused(), 'fiche');
    assert.equal(planner.parameters().get('commune'), '78013');
    const said = await reads(planner, 'rang', /sur 11/);
    assert.match(said, /1er sur 11 par enfants hors de portée, rang inchangé quand le seuil bouge de ±20 %/);
    assert.match(said, /^Zone blanche jusqu’à ≈ 3,1 km, en partie blanche jusqu’à ≈ \d,\d km.*couverte au-delà/);
    assert.match(await reads(planner, 'acces', /portée de la mairie/), /0 places pour 100 enfants, une fois partagées/);
    await planner.shot('andelu-1440');
  });

  test('at a shorter threshold the band is said, five communes at most', async () => {
    await planner.page.keyboard.press('Escape');
    await planner.typesThreshold('1');
    await planner.until(() => planner.page.locator('[data-section=premieres] li').count(), (n) => n === 5, 'five communes');
    assert.match(await reads(planner, 'premieres', /1er/), /2e\s*Mareil-sur-Mauldre\s*2e à 4e/);
  });

  test('where nobody is out of reach, that is said', async () => {
    await planner.typesThreshold('8');
    await reads(planner, 'premieres', /Aucune commune n’a d’enfant hors de portée à 8 km/);
  });

  test('rates by mode stand side by side, each with its year, what is missing said', async () => {
    const said = await reads(planner, 'modes', /garde à domicile/);
    assert.match(said, /Yvelines2020/);
    assert.match(said, /France2023/);
    assert.match(said, /Registre2021–2025/);
    assert.match(said, /Registre : places 2022 et 2025, enfants 2021\./);
    assert.match(said, /non publié/);
    assert.match(said, /n\. d\./);
    assert.match(said, /Aucun taux publié n’est connu pour CC Gally Mauldre/);
  });

  test('duties fall on communes, or on all of them together once the competence is transferred', async () => {
    const each = await reads(planner, 'obligations', /Relais petite enfance/);
    assert.match(each, /Planifier et soutenir la qualité, dû par 2 communes sur 11 \(Maule et Saint-Nom-la-Bretèche\)/);
    assert.match(each, /Schéma pluriannuel, dû par aucune commune/);
    assert.match(each, /CASF, art\. L\. 214-1-3/);
    assert.match(each, /Population municipale 2026 : 22 698 habitants/);
    await planner.page.locator('[data-section=obligations] input[value=transferred]').check({ force: true });
    const together = await reads(planner, 'obligations', /non renseigné/);
    assert.match(together, /Schéma pluriannuel, dû/);
    assert.match(together, /Relais petite enfance, dûCASF/, 'the finding says the rest');
    assert.equal(planner.parameters().get('competence'), 'transferee');
    assert.equal(await planner.page.evaluate(() => document.activeElement.value), 'transferred', 'the focus stays on the switch');
    assert.equal(await planner.page.evaluate(() => document.documentElement.scrollTop + document.body.scrollTop), 0, 'only the panel scrolls');
    await planner.shot('obligations-1440');
  });

  test('nothing is said of an evolution that nobody asked for', async () => {
    assert.equal(await planner.page.locator('[data-section=evolution]').isVisible(), false);
    await planner.opens(`${GALLY}&within=3000&depuis=2026-01-01`);
    const said = await reads(planner, 'evolution', /Enfants hors de portée/);
    assert.match(said, /Depuis la référence du 01\/01\/2026/);
    assert.match(said, /Aucun service ouvert/);
  });

  test('the panel breaks no rule of accessibility', async () => {
    await reads(planner, 'obligations', /CASF/);
    assert.deepEqual(await violations(planner.page), []);
  });
});

describe('« Où ouvrir ? »', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('by keyboard, names the fewest sites and proves it', async () => {
    await planner.opens(`${GALLY}&within=3000`);
    await planner.page.getByRole('button', { name: /Où ouvrir/ }).focus();
    await planner.page.keyboard.press('Enter');
    const said = await reads(planner, 'ouvrir', /Optimum/);
    assert.match(said, /1 site suffit : ≈ 15,8 enfants de plus à portée\. Optimum prouvé/);
    assert.match(said, /Andelu/);
    assert.match(said, /Montainville, sans Andelu : aussi bien/);
    assert.match(said, /EPCI voisins ne sont pas renseignées/);
    assert.equal(planner.parameters().get('ouvrir'), 'tous');
    assert.equal(await planner.page.evaluate(() => document.activeElement.value), 'all', 'the focus goes on to the choice');
    await planner.until(() => planner.legend(), (t) => /crèche à ouvrir/.test(t), 'the pin in the legend');
  });

  test('so many sites reach the most children', async () => {
    await planner.typesThreshold('1');
    await planner.page.locator('[data-section=ouvrir] input[value="2"]').check({ force: true });
    const said = await reads(planner, 'ouvrir', /2 sites : ≈ 30,6/);
    assert.match(said, /≈ 123,2 enfants resteraient hors de portée : aucune mairie à moins de 1 km/);
    assert.equal(await planner.page.locator('[data-section=ouvrir] li').count(), 2);
    await planner.shot('ouvrir-1440');
  });

  test('a shared address shows the same sites, though a commune is selected', async () => {
    await planner.opens(`${GALLY}&within=1000&ouvrir=2&commune=78013`);
    await planner.until(() => planner.legend(), (t) => /crèche à ouvrir/.test(t), 'the sites');
    await planner.page.keyboard.press('Escape');
    await reads(planner, 'ouvrir', /2 sites : ≈ 30,6/);
  });

  test('closed, it leaves nothing on the map nor in the address', async () => {
    await planner.page.locator('[data-section=ouvrir]').getByRole('button', { name: 'Fermer' }).click();
    await planner.until(() => planner.legend(), (t) => !/à ouvrir/.test(t), 'no site in the legend');
    assert.equal(planner.parameters().get('ouvrir'), null);
  });

  test('without a complete list no site is claimed', async () => {
    await planner.opens('?territory=200034130&kind=laep&within=3000&ouvrir=tous');
    await reads(planner, 'ouvrir', /Aucun site proposé : la liste des lieux d’accueil enfants-parents n’est pas complète pour 11 communes/);
  });
});

describe('services with a perimeter', () => {
  let planner;
  before(async () => { planner = await givenABrowser(); });
  after(async () => { await planner.close(); });

  test('what is covered and what is left', async () => {
    await planner.opens(`${CARRIERES}&kind=laep`);
    const said = await reads(planner, 'reste', /enfants couverts/);
    assert.match(said, /0 commune couverte, 1 à couvrir0 %/);
    assert.match(said, /≈ 560 enfants couverts, ≈ 622 à couvrir≈ 47 %/);
    await planner.shot('carrieres-laep-1440');
  });

  test('all covered, and the animators not known', async () => {
    await planner.opens(`${CARRIERES}&kind=rpe`);
    const said = await reads(planner, 'reste', /Toutes les communes sont couvertes/);
    assert.match(said, /par animateur à plein temps : non renseigné \(repère de la Cnaf : 70\)/);
  });

  test('an undocumented kind is said everywhere, never left empty', async () => {
    await planner.opens('?territory=200034130&kind=laep&within=3000&commune=78013');
    await reads(planner, 'reste', /Non renseigné/);
    await reads(planner, 'rang', /Non renseigné/);
    await planner.page.keyboard.press('Escape');
    await reads(planner, 'reste', /Non renseigné : personne n’a donné la liste complète/);
    await reads(planner, 'premieres', /Non renseigné/);
  });
});

test('what opened and closed since the reference is counted and named', async () => {
  const planner = await givenABrowser();
  // Stands in for a register that changed since the convention was signed.
  await planner.page.route('**/evolution?*', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.changes = [
      { id: 'a', name: 'Les Lutins', commune: '78380', what: 'closed', basis: 'day' }, { id: 'b', name: 'La Ruche', commune: '78013', what: 'opened', basis: 'list' },
    ];
    Object.assign(json.total, { out_of_reach_before: 15.75, out_of_reach_after: 0, out_of_reach_after_status: 'zero', out_of_reach_change: -15.75, out_of_reach_change_status: 'estimated' });
    await route.fulfill({ response, json });
  });
  await planner.opens(`${GALLY}&within=3000&depuis=2026-01-01`);
  const said = await reads(planner, 'evolution', /Enfants hors de portée/);
  assert.match(said, /1 ouverture1 fermeture/);
  assert.match(said, /Les LutinsferméMaule/);
  assert.match(said, /La Rucheouvert, d’après la liste seulement, sans dateAndelu/);
  assert.match(said, /≈ 15,8 → 0 \(≈ −15,8\)/);
  await planner.close();
});

test('a section that cannot be read says so, and tries again', async () => {
  const planner = await givenABrowser();
  let down = true;
  await planner.page.route('**/ranking?*', (route) => (down ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }) : route.continue()));
  await planner.opens(`${GALLY}&within=3000`);
  await reads(planner, 'premieres', /réponse|répondu par une erreur \(500\)/);
  down = false;
  await planner.page.locator('[data-section=premieres]').getByRole('button', { name: 'Réessayer' }).click();
  await reads(planner, 'premieres', /Andelu/);
  planner.faults.splice(0, planner.faults.length, ...planner.faults.filter((f) => !/500/.test(f)));
  await planner.close();
});

test('on a phone the long sections are folded, and nothing is wider than the screen', async () => {
  const planner = await givenABrowser({ width: 390, height: 844 });
  const asked = questions(planner);
  await planner.opens(`${GALLY}&within=1000&ouvrir=2`);
  assert.equal(await planner.page.locator('[data-section=modes]').evaluate((e) => e.open), false);
  for (const stop of ['half', 'full']) {
    await planner.page.locator('.handle').click();
    await planner.page.locator(`.sheet[data-stop=${stop}]`).waitFor();
  }
  await reads(planner, 'premieres', /5e/);
  assert.ok(!asked.some((a) => a.startsWith('modes')), 'a folded section asks nothing');
  await reads(planner, 'modes', /garde à domicile/);
  await reads(planner, 'obligations', /CASF/);
  assert.equal(await planner.overflow(), 0);
  assert.equal(await planner.page.locator('.pn').evaluate((e) => e.scrollWidth - e.clientWidth), 0);
  assert.deepEqual(await violations(planner.page), []);
  await planner.shot('indicateurs-390');
  await planner.close();
});
