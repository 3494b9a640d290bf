// Lists as they come: misspelt, corrected a year later, or made of figures only. On the server's own import.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { plain } from './driver.mjs';
import { violations } from './axe.mjs';
import { givenAnImporter } from './import-driver.mjs';

const table = (...rows) => [['Type', 'Nom', 'Adresse', 'Commune', 'Places'], ...rows].map((r) => r.join('\t')).join('\n');
const alone = async (t, importer) => { if (importer.standIn) { t.skip('needs the server’s own import'); return false; } return true; };

describe('one commune misspelt in five lines', () => {
  const LIST = table(
    ['Micro-crèche', 'Les Lutins', '1 rue de la Mairie', 'Crespiere', '10'], ['Multi-accueil', 'Les Câlins', '3 rue de la Mairie', 'Crespiere', '30'],
    ['ALSH', 'Le Préau', '5 rue de l’École', 'Crespiere', '40'], ['Micro-crèche', 'Les Oursons', '7 Grande Rue', 'Crespiere', '12'],
    ['LAEP', 'La Parenthèse', '9 Grande Rue', 'Crespiere', ''], ['Micro-crèche', 'Bulle', '2 Grande Rue', 'Crespières', '10']);
  let importer;
  const heads = () => importer.page.locator('.cards > article');
  const tick = () => importer.page.locator('.alike').first().getByRole('checkbox');
  const given = () => importer.page.locator('.cards .given').allTextContents();
  before(async () => {
    importer = await givenAnImporter();
    await importer.opensTheMap();
    await importer.opensTheImport();
    await importer.names('crespières, essai');
    await importer.pastes(LIST);
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
  });
  after(async () => { await importer.close(); });

  test('one card asks for all, and nothing is ticked', async (t) => {
    if (!(await alone(t, importer))) return;
    assert.equal(await importer.open(), 5);
    assert.equal(await heads().count(), 1);
    assert.match(await importer.text('.alike > p'), /^4 autres lignes posent la même question\.$/);
    assert.match(await importer.text('.alike .tick'), /^Répondre de même aux 4 autres$/);
    assert.equal(await tick().isChecked(), false);
    await importer.shot('import-alike-1440');
  });

  test('an answer without the tick is for its own line', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.answers('Les Lutins', /Crespières/);
    assert.equal(await importer.open(), 4);
    await importer.page.getByRole('button', { name: 'Répondre de même aux 4 autres' }).click();
    await importer.isSettled();
    assert.equal(await importer.open(), 0);
    assert.match(await importer.text('.cards > article > .alike > p'), /Même réponse pour les 4 autres lignes/);
  });

  test('each stays changeable', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.page.locator('.alike summary').first().click();
    const one = importer.card('Le Préau');
    await one.locator(':scope > .act').getByRole('button', { name: 'Modifier' }).click();
    await one.getByRole('button', { name: 'Autre commune…' }).click();
    await one.getByRole('combobox').fill('maule');
    await one.getByRole('option', { name: /Maule/ }).first().waitFor();
    await importer.page.keyboard.press('Enter');
    await importer.isSettled();
    assert.deepEqual((await given()).map((x) => /Crespières|Maule/.exec(x)?.[0]), ['Crespières', 'Crespières', 'Maule', 'Crespières', 'Crespières']);
    await importer.until(() => importer.rows(), (rows) => rows.find((r) => r[2].startsWith('Le Préau'))?.[4] === 'Maule' && rows.length === 6, 'the rows');
    assert.deepEqual(await violations(importer.page), []);
    await importer.shot('import-alike-open-1440');
  });

  test('ticked, one answer is for all of them', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.page.getByRole('button', { name: 'Coller' }).click();
    await importer.pastes(LIST.replaceAll('Crespiere\t', 'Crepière\t'));
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
    assert.equal(await importer.open(), 5);
    await tick().check();
    await importer.page.locator('.cards > article > .act .btn').first().click();
    await importer.isSettled();
    assert.equal(await importer.open(), 0);
    assert.equal(new Set(await given()).size, 1);
  });
});

describe('a list corrected a year later', () => {
  // Houdan and its neighbours; a name of its own per run, so that the register may already hold an earlier one.
  const run = String(Date.now() % 1e8);
  const list = `annexe ${run}`;
  const home = '?territory=247800550&fill=mean';
  const [oak, elm, ash, fir] = ['Le Chêne', 'L’Orme', 'Le Frêne', 'Le Sapin'].map((x) => `${x} ${run}`);
  // The address tells one run from another too: services of one kind at one address are one.
  const at = (n, street) => `${(Number(run) % 9000) + n} ${street}`;
  const first = table(['Multi-accueil', oak, at(1, 'rue de Paris'), 'Houdan', '24'], ['Micro-crèche', elm, at(2, 'Grande Rue'), 'Maulette', '10'], ['Micro-crèche', ash, at(4, 'rue de l’Église'), 'Bazainville', '10']);
  const second = table(['Multi-accueil', oak, at(1, 'rue de Paris'), 'Houdan', '30'], ['Micro-crèche', elm, at(2, 'Grande Rue'), 'Maulette', '10'], ['Micro-crèche', fir, at(6, 'rue des Bois'), 'Condé-sur-Vesgre', '12']);
  let importer;
  const read = async (text) => {
    await importer.opensTheMap(home);
    await importer.opensTheImport();
    await importer.names(list);
    await importer.pastes(text);
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
  };
  before(async () => { importer = await givenAnImporter(); });
  after(async () => { await importer.close(); });

  test('the first version is saved', async (t) => {
    if (!(await alone(t, importer))) return;
    await read(first);
    await importer.answersTheRest();
    await importer.saves();
    assert.match(await importer.text('.saved'), /3 services enregistrés.*3 nouveaux/s);
  });

  test('the second says what is new, changed, unchanged and gone', async (t) => {
    if (!(await alone(t, importer))) return;
    await read(second);
    assert.match(await importer.text('.rv > .lead'), /Par rapport au registre : 1 nouveau, 1 modifié, 1 inchangé, 1 absent\./);
    const change = (rows, name) => rows.find((r) => r[2].startsWith(name))?.[7];
    const rows = await importer.rows();
    assert.deepEqual([oak, elm, fir].map((name) => change(rows, name)), ['modifié', 'inchangé', 'nouveau']);
  });

  test('a changed row unfolds to before and after', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.row(oak).locator('.ch button').click();
    assert.match(await importer.text('.diff'), /^Places\s*avant : 24 →\s*, après : 30$/);
    assert.equal(await importer.row(oak).locator('.ch button').getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await violations(importer.page), []);
    await importer.shot('import-changed-1440');
  });

  test('a gone service is kept or removed, as the person says, and nothing is saved before', async (t) => {
    if (!(await alone(t, importer))) return;
    assert.match(await importer.text('.gone'), new RegExp(`1 service de cette liste n’y est plus.*${ash} \\(Bazainville\\)\\. Il est dans le registre`));
    assert.equal(await importer.page.locator('.gone input:checked').count(), 0);
    assert.equal(await importer.maySave(), false);
    await importer.page.locator('.gone input[value=remove]').check({ force: true });
    await importer.isSettled();
    await importer.answersTheRest();
    assert.equal(await importer.maySave(), true);
    await importer.saves();
    assert.match(await importer.text('.saved'), /1 nouveau, 1 modifié, 1 inchangé\..*1 service absent de la liste, retiré du registre\./s);
    await importer.shot('import-changed-saved-1440');
  });

  test('the working view shows the list as it now is', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.page.getByRole('button', { name: 'Voir la carte' }).click();
    await importer.planner.isDrawn();
    const listed = () => importer.page.locator('.pn .sites').allTextContents().then((all) => plain(all.join(' ')));
    const text = await importer.until(listed, (x) => x.includes(fir), 'the new service');
    assert.match(text, new RegExp(`${oak}[^·]* · 30 places`));
    assert.equal(text.includes(ash), false, 'the one that is gone');
  });
});

describe('official figures and no service', () => {
  const PORTRAIT = readFileSync(new URL('../../tests/data/portrait/carrieres.txt', import.meta.url), 'utf8');
  let importer;
  before(async () => { importer = await givenAnImporter(); });
  after(async () => { await importer.close(); });

  test('a portrait is read as figures, with the defects of the document', async (t) => {
    if (!(await alone(t, importer))) return;
    await importer.opensTheMap('?territory=78124');
    await importer.opensTheImport();
    await importer.names('portrait, Caf 2022');
    await importer.pastes(PORTRAIT);
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
    assert.match(await importer.heading(), /^266 valeurs lues, 6 défauts signalés$/);
    assert.match(await importer.text('.fold:has-text("Chiffres officiels")'), /266 valeurs/);
    assert.match(await importer.text('.fold:has-text("Défauts des documents")'), /Signalés, jamais corrigés\..*secret/s);
    assert.equal(await importer.page.locator('.sure, .whole').filter({ visible: true }).count(), 0);
    assert.deepEqual(await violations(importer.page), []);
    await importer.shot('import-portrait-1440');
  });

  test('they can be saved alone', async (t) => {
    if (!(await alone(t, importer))) return;
    assert.equal(await importer.text('.bar .primary'), 'Enregistrer 266 valeurs');
    assert.equal(await importer.maySave(), true);
    await importer.saves();
    assert.equal(await importer.text('.saved h1'), '266 valeurs enregistrées');
    await importer.page.getByRole('button', { name: 'Importer une autre liste' }).click();
    await importer.page.locator('.imp .paste h1').waitFor();
    assert.equal(await importer.page.locator('#texte').inputValue(), '');
  });
});

describe('on narrow screens', () => {
  for (const [name, options] of [['1024', { width: 1024, height: 768 }], ['390', { width: 390, height: 844 }]]) {
    test(`at ${name} a changed row unfolds, and the rows stay a table`, async (t) => {
      const importer = await givenAnImporter(options);
      t.after(() => importer.close());
      if (!(await alone(t, importer))) return;
      const run = String(Date.now() % 1e8);
      for (const places of ['24', '30']) {
        await importer.opensTheMap('?territory=247800550');
        await importer.opensTheImport();
        await importer.names(`liste ${run}`);
        await importer.pastes(table(['Multi-accueil', `Le Chêne ${run}`, `${(Number(run) % 9000) + 7} rue de Paris`, 'Houdan', places]));
        await importer.reads();
        await importer.page.locator('.rv h1').waitFor();
        if (places === '24') { await importer.answersTheRest(); await importer.saves(); }
      }
      const row = importer.page.getByRole('row', { name: new RegExp(`Le Chêne ${run}`) });
      assert.equal(await row.getByRole('cell').count() > 4, true);
      await row.getByRole('button', { name: /^modifié/ }).click();
      assert.match(await importer.text('.diff'), /24 →\s*, après : 30/);
      assert.equal(await importer.planner.overflow(), 0);
      assert.deepEqual(await violations(importer.page), []);
      await importer.shot(`import-changed-${name}`);
    });
  }
});

test('the working view breaks no rule of accessibility on a phone, tab by tab', async (t) => {
  const importer = await givenAnImporter({ width: 390, height: 844 });
  t.after(() => importer.close());
  await importer.opensTheMap('?territory=200034130&fill=mean&commune=78189');
  assert.deepEqual(await violations(importer.page), [], 'map and sheet');
  for (const name of ['Tableau', 'Réglages']) {
    await importer.page.getByRole('tab', { name }).click();
    assert.deepEqual(await violations(importer.page), [], name);
  }
});
