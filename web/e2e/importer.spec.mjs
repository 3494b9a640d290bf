import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BASE, plain } from './driver.mjs';
import { violations } from './axe.mjs';
import { ANNEX, givenAnImporter } from './import-driver.mjs';

const CRAYONS = 'Les Petits Crayons';

describe('the annex of a convention', () => {
  let importer;
  before(async () => { importer = await givenAnImporter(); });
  after(async () => { await importer.close(); });

  test('the import opens from the map, lives in the address, and Back leaves it', async () => {
    await importer.opensTheMap();
    await importer.opensTheImport();
    assert.equal(importer.planner.parameters().get('vue'), 'import');
    assert.equal(await importer.planner.focused(), 'serif');
    await importer.page.goBack();
    await importer.until(() => importer.page.locator('.imp').isVisible(), (seen) => !seen, 'the map again');
    await importer.page.goForward();
    await importer.page.locator('.imp .paste').waitFor();
    await importer.shot('import-coller-1440');
  });

  test('nothing is read without a list, and the page says so', async () => {
    await importer.reads();
    assert.match(await importer.text('.paste .problem'), /Collez une liste ou choisissez un fichier/);
  });

  test('a pasted annex is understood, and its doubts come first', async () => {
    await importer.names('annexe 2, acte du 19/12/2025');
    await importer.pastes(ANNEX);
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
    assert.match(await importer.heading(), /^26 services lus, \d+ à confirmer, aucun refusé$/);
    assert.match(await importer.text('.rv > .lead'), /il reste « inconnu », jamais 0\..*Rien n’est encore enregistré\./);
    await importer.shot('import-1440');
  });

  test('the line in question is pinned in the text, its words underlined', async () => {
    await importer.card(CRAYONS).click({ position: { x: 2, y: 2 } });
    const { line, quote } = await importer.pinned();
    assert.match(line, /Les Petits Crayons/);
    assert.equal(quote, '78124');
  });

  test('the likely answer is only outlined: nothing is chosen for the person', async () => {
    assert.match(plain(await importer.card(CRAYONS).locator('.likely').textContent()), /Mareil-sur-Mauldre/);
    assert.equal(await importer.page.locator('.cards [aria-pressed=true], .inv input:checked').count(), 0);
  });

  test('saving stays off until every question is answered, with the reason in words', async () => {
    assert.ok((await importer.open()) > 0);
    assert.equal(await importer.maySave(), false);
    assert.match(await importer.text('.bar p'), /^Encore \d+ réponses? avant d’enregistrer\.$/);
  });

  test('an answer counts at once, keeps the focus in its card, and can be changed', async () => {
    const before = await importer.open();
    await importer.answers(CRAYONS, /Oui, Mareil/);
    assert.equal(await importer.open(), before - 1);
    assert.match(await importer.card(CRAYONS).locator('.given').textContent(), /Mareil-sur-Mauldre/);
    assert.equal(await importer.page.evaluate(() => document.activeElement?.closest('article')?.querySelector('h3')?.textContent?.includes('Crayons')), true);
    await importer.until(() => importer.row(CRAYONS).count(), (n) => n === 1, 'the line among those read without doubt');
    await importer.card(CRAYONS).getByRole('button', { name: 'Modifier' }).click();
    assert.equal(await importer.card(CRAYONS).locator('[aria-pressed=true]').count(), 1);
    await importer.card(CRAYONS).getByRole('button', { name: 'Garder cette réponse' }).click();
  });

  test('another commune is found by its name', async () => {
    await importer.card(CRAYONS).getByRole('button', { name: 'Modifier' }).click();
    await importer.card(CRAYONS).getByRole('button', { name: 'Autre commune…' }).click();
    await importer.card(CRAYONS).getByRole('combobox').fill('crespieres');
    await importer.card(CRAYONS).getByRole('option', { name: /Crespières/ }).first().waitFor();
    await importer.page.keyboard.press('Enter');
    await importer.isSettled();
    assert.match(await importer.card(CRAYONS).locator('.given').textContent(), /Crespières/);
    await importer.card(CRAYONS).getByRole('button', { name: 'Modifier' }).click();
    await importer.answers(CRAYONS, /Oui, Mareil/);
  });

  test('a service without a name can be given one', async (t) => {
    const open = importer.page.locator('.cards article[data-free=text]:not(.answered)').first();
    if ((await open.count()) === 0) { t.skip('no such question'); return; }
    await open.locator('.act .btn').last().click();
    await importer.page.locator('.free input').fill('ALSH d’Aulnay');
    await importer.page.keyboard.press('Enter');
    await importer.isSettled();
    await importer.until(() => importer.text('.cards .given'), (text) => text.includes('ALSH d’Aulnay'), 'the given name');
  });

  test('a service is placed on the map with two numbers, and the commune is told', async (t) => {
    const open = importer.page.locator('.cards article[data-free=position]:not(.answered)').first();
    if ((await open.count()) === 0) { t.skip('no such question'); return; }
    await open.getByRole('button', { name: 'Placer sur la carte' }).click();
    const dialog = importer.page.locator('dialog.placing[open]');
    assert.equal(await dialog.getByRole('button', { name: 'Garder ce point' }).isDisabled(), true);
    await dialog.getByLabel('Latitude').fill('48,92840');
    await dialog.getByLabel('Longitude').fill('1,86600');
    assert.match(plain(await dialog.locator('.said').textContent()), /dans la commune : Bazemont/);
    await dialog.locator('canvas').waitFor();
    await dialog.locator('.map').focus();
    await importer.page.keyboard.press('ArrowRight');
    assert.notEqual(await dialog.getByLabel('Longitude').inputValue(), '1,86600');
    await importer.shot('import-placer-1440');
    await dialog.getByRole('button', { name: 'Garder ce point' }).click();
    await importer.isSettled();
    assert.match(await importer.text('.cards .given'), /point choisi sur la carte/);
  });

  test('whether the list is complete is asked per kind, and answered by the keyboard', async () => {
    await importer.page.locator('.inv fieldset', { hasText: 'EAJE' }).locator('input').first().focus();
    await importer.page.keyboard.press('Space');
    await importer.isSettled();
    assert.equal(await importer.page.locator('.inv input:checked').count(), 1);
    await importer.page.keyboard.press('ArrowRight');
    await importer.isSettled();
    assert.equal(await importer.page.locator('.inv input:checked').inputValue(), 'partial');
    await importer.page.keyboard.press('ArrowLeft');
    await importer.isSettled();
    assert.equal(await importer.page.evaluate(() => document.activeElement?.getAttribute('value')), 'complete');
  });

  test('a line is corrected in place; unknown places are never zero', async () => {
    assert.match((await importer.rows()).find((r) => r[2].startsWith('Les Pitchouns')).join('|'), /inconnues/);
    await importer.corrects('Les Pitchouns');
    await importer.page.locator('form.edit').getByLabel('Places').fill('beaucoup');
    await importer.page.keyboard.press('Enter');
    assert.match(await importer.text('form.edit .problem'), /24 ou 24,5/);
    await importer.page.locator('form.edit').getByLabel('Places').fill('24');
    await importer.page.keyboard.press('Enter');
    await importer.isSettled();
    assert.equal((await importer.rows()).find((r) => r[2].startsWith('Les Pitchouns'))[5], '24');
    assert.equal(await importer.page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Modifier Les Pitchouns');
  });

  test('a line can be left out, and put back', async () => {
    await importer.corrects('Do Ré Mi');
    await importer.page.getByRole('button', { name: 'Ne pas importer' }).click();
    await importer.isSettled();
    assert.equal(await importer.row('Do Ré Mi').count(), 0);
    assert.match(await importer.text('.bar .primary'), /25 services/);
    await importer.page.getByRole('button', { name: 'Remettre' }).click();
    await importer.isSettled();
    await importer.until(() => importer.row('Do Ré Mi').count(), (n) => n === 1, 'the line again');
  });

  test('the map shows what was read, and a row rings its point', async () => {
    await importer.page.locator('.txt').getByText('Carte', { exact: true }).click();
    await importer.page.locator('.preview canvas').waitFor();
    await importer.row('Lovely Two bb').hover();
    await importer.shot('import-carte-1440');
    await importer.page.locator('.txt').getByText('Texte', { exact: true }).click();
  });

  test('the report of the reading says every line, and can be kept', async () => {
    await importer.page.getByRole('button', { name: 'Rapport de lecture' }).click();
    const text = plain(await importer.page.locator('.report pre').textContent());
    assert.match(text, /26 services lus/);
    assert.match(text, /Les Petits Crayons.*Réponse : Oui, Mareil-sur-Mauldre/);
    const [file] = await Promise.all([importer.page.waitForEvent('download'), importer.page.getByRole('button', { name: 'Télécharger en JSON' }).click()]);
    assert.match(file.suggestedFilename(), /^maillage_lecture_200034130_.*\.json$/);
    await importer.page.keyboard.press('Escape');
  });

  test('when the server does not answer, every answer is kept', async () => {
    await importer.page.context().setOffline(true);
    const asked = importer.standIn;
    if (asked) asked.fails = 1;
    await importer.page.locator('.inv fieldset', { hasText: 'ALSH' }).locator('input').first().check({ force: true });
    await importer.isSettled();
    assert.match(await importer.text('.rv .banner'), /Vos réponses sont gardées ; réessayez/);
    assert.equal(await importer.page.locator('.inv input:checked').count(), 2);
    await importer.page.context().setOffline(false);
    await importer.page.locator('.rv .banner .btn').click();
    await importer.isSettled();
    assert.equal(await importer.page.locator('.rv .banner').isVisible(), false);
    importer.planner.faults.splice(0, importer.planner.faults.length, ...importer.planner.faults.filter((f) => !/Failed to load resource/.test(f)));
  });

  test('giving up asks first, for the answers would be lost', async () => {
    await importer.page.getByRole('button', { name: 'Annuler' }).click();
    assert.match(await importer.text('dialog.ask'), /Vos réponses seront perdues/);
    await importer.page.getByRole('button', { name: 'Continuer' }).click();
  });

  test('it breaks no rule of accessibility', async () => {
    assert.deepEqual(await violations(importer.page), []);
  });

  test('a register changed by someone else is read again before saving', async (t) => {
    if (!importer.standIn) { t.skip('needs the stand-in'); return; }
    await importer.answersTheRest();
    importer.standIn.version = '5';
    await importer.page.locator('.bar .primary').click();
    await importer.until(() => importer.text('.rv .notice'), (text) => /registre a changé/.test(text), 'the sentence');
    assert.equal(importer.standIn.commits, 0);
    importer.planner.faults.splice(0, importer.planner.faults.length, ...importer.planner.faults.filter((f) => !/409/.test(f)));
  });

  test('once all is answered it saves, says what, and goes back to fresh figures', async () => {
    await importer.answersTheRest();
    assert.equal(await importer.open(), 0);
    assert.equal(await importer.maySave(), true);
    await importer.saves();
    assert.match(await importer.text('.saved h1'), /^26 services enregistrés$/);
    assert.match(await importer.text('.saved'), /annexe 2, acte du 19\/12\/2025/);
    await importer.shot('import-enregistre-1440');
    const before = importer.planner.zoneRequests.length;
    await importer.page.getByRole('button', { name: 'Voir la carte' }).click();
    await importer.until(() => importer.planner.zoneRequests.length, (n) => n > before, 'asked for again');
    await importer.until(() => importer.page.locator('.imp').count(), (n) => n === 0, 'the map');
    assert.equal(importer.planner.parameters().get('vue'), null);
  });

  test('and a commune is printed as a sheet, with the act among its sources', async () => {
    await importer.planner.isDrawn();
    await importer.planner.opensCommune('Crespières');
    const sheet = new URL(await importer.page.locator('.on-paper').getAttribute('href'), BASE);
    const pdf = await fetch(sheet);
    assert.deepEqual([pdf.status, pdf.headers.get('content-type')], [200, 'application/pdf']);
    assert.match(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), /^%PDF-/);
    sheet.searchParams.set('format', 'svg');
    const drawn = plain((await (await fetch(sheet)).text()).replace(/<[^>]*>/g, ' '));
    assert.match(drawn, /Crespières/);
    assert.match(drawn, /Sources : .*annexe 2/);
  });
});

describe('other ways in', () => {
  test('a table copied from Word keeps its cells', async () => {
    const importer = await givenAnImporter();
    await importer.opensTheMap('?territory=200034130&vue=import');
    await importer.page.locator('.imp .paste').waitFor();
    await importer.pastes('x', '<table><tr><td><p>Multi-Accueil</p></td><td><p>Les Pitchouns</p><p>78580 Maule</p></td></tr></table>');
    assert.equal(await importer.page.locator('#texte').inputValue(), 'Multi-Accueil\tLes Pitchouns 78580 Maule');
    assert.match(await importer.text('.paste .why'), /Tableau reconnu/);
    await importer.close();
  });

  test('a file dropped on the map opens the import with it', async () => {
    const importer = await givenAnImporter();
    await importer.opensTheMap();
    await importer.page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'annexe-2.txt', { type: 'text/plain' }));
      document.querySelector('.app').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, ANNEX);
    await importer.until(() => importer.text('.chosen'), (text) => /annexe-2\.txt/.test(text), 'the file');
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
    assert.match(await importer.heading(), /^26 services lus/);
    await importer.close();
  });

  test('a server closed to imports says so, and shows no button', async (t) => {
    const importer = await givenAnImporter();
    if (!importer.standIn) { await importer.close(); t.skip('needs the stand-in'); return; }
    importer.standIn.allowed = false;
    await importer.opensTheMap();
    assert.equal(await importer.page.locator('.btn.import').isVisible(), false);
    await importer.opensTheMap('?territory=200034130&vue=import');
    assert.match(await importer.text('.imp .saved'), /L’import est fermé à ce poste/);
    await importer.close();
  });

  test('a server that wants a token asks for it once', async (t) => {
    const importer = await givenAnImporter();
    if (!importer.standIn) { await importer.close(); t.skip('needs the stand-in'); return; }
    importer.standIn.token = 'sésame-42'.normalize('NFD').replace(/\P{ASCII}/gu, '');
    await importer.opensTheMap();
    await importer.opensTheImport();
    await importer.pastes(ANNEX);
    await importer.reads();
    await importer.page.locator('#jeton').fill('faux');
    await importer.reads();
    await importer.until(() => importer.text('.paste'), (text) => /jeton n’est pas le bon/.test(text), 'the refusal');
    await importer.page.locator('#jeton').fill(importer.standIn.token);
    await importer.reads();
    await importer.page.locator('.rv h1').waitFor();
    importer.planner.faults.splice(0, importer.planner.faults.length, ...importer.planner.faults.filter((f) => !/401/.test(f)));
    await importer.close();
  });
});

for (const [name, options] of [['1024', { width: 1024, height: 768 }], ['390', { width: 390, height: 844 }], ['dark', { dark: true }]]) {
  test(`at ${name} nothing overflows and no rule of accessibility is broken, step by step`, async () => {
    const importer = await givenAnImporter(options);
    await importer.opensTheMap();
    await importer.opensTheImport();
    assert.deepEqual(await violations(importer.page), [], 'paste');
    await importer.shot(`import-coller-${name}`);
    await importer.page.goBack();
    await importer.hasReadTheAnnex();
    await importer.shot(`import-${name}`);
    assert.equal(await importer.planner.overflow(), 0);
    assert.deepEqual(await violations(importer.page), [], 'check');
    await importer.row('Les Pitchouns').scrollIntoViewIfNeeded();
    await importer.corrects('Les Pitchouns');
    assert.deepEqual(await violations(importer.page), [], 'correction');
    await importer.shot(`import-corriger-${name}`);
    await importer.page.keyboard.press('Escape');
    await importer.answersTheRest();
    await importer.saves();
    assert.deepEqual(await violations(importer.page), [], 'saved');
    await importer.close();
  });
}

test('on a phone the questions come one by one, and the text is behind a link', async () => {
  const importer = await givenAnImporter({ width: 390, height: 844 });
  await importer.hasReadTheAnnex();
  assert.equal(await importer.page.locator('.cards article:visible').count(), 1);
  await importer.page.getByRole('button', { name: 'Suivante' }).click();
  assert.match(await importer.text('.pager p'), /^Question 2 sur \d+$/);
  await importer.page.getByRole('button', { name: /^Voir le texte/ }).click();
  await importer.page.locator('.txt.open').waitFor();
  await importer.shot('import-texte-390');
  await importer.page.keyboard.press('Escape');
  assert.match(await importer.page.evaluate(() => document.activeElement.textContent), /^Voir le texte/);
  await importer.close();
});

test('the working view breaks no rule of accessibility, light and dark', async () => {
  for (const dark of [false, true]) {
    const importer = await givenAnImporter({ dark });
    await importer.opensTheMap('?territory=200034130&fill=mean&commune=78189');
    assert.deepEqual(await violations(importer.page), [], dark ? 'dark' : 'light');
    await importer.close();
  }
});
