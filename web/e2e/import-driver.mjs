// The import in the words of the domain. Runs against the server's own import, or a stand-in where it has none.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { breaksNoRule } from './axe.mjs';
import { BASE, givenABrowser, plain } from './driver.mjs';
import { mockImport } from './import-mock.mjs';

export const ANNEX = readFileSync(new URL('./fixtures/annexe-2.txt', import.meta.url), 'utf8');
const HOME = '?territory=200034130';

export async function givenAnImporter(options = {}) {
  const config = await (await fetch(`${BASE}/api/config`)).json();
  const planner = await givenABrowser(options);
  const standIn = config.import ? null : await mockImport(planner.page.context(), BASE);
  return new Importer(planner, standIn);
}

class Importer {
  constructor(planner, standIn) { Object.assign(this, { planner, standIn, page: planner.page }); }

  async close() { await this.planner.close(); }
  shot(name) { return this.planner.shot(name); }
  until(read, test, what) { return this.planner.until(read, test, what); }
  text(selector) { return this.planner.text(selector); }

  // ---- when
  async opensTheMap(query = HOME) { await this.planner.opens(query); }
  async opensTheImport() { await this.page.locator('.btn.import').click(); await this.page.locator('.imp .paste h1').waitFor(); }
  async names(list) { await this.page.locator('#nom').fill(list); }
  async pastes(text, html = null) {
    await this.page.locator('#texte').focus();
    await this.page.evaluate(([plainText, rich]) => {
      const data = new DataTransfer();
      data.setData('text/plain', plainText);
      if (rich !== null) data.setData('text/html', rich);
      const area = document.querySelector('#texte');
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      // A made-up paste is not carried out by the browser, so plain text is typed in here.
      if (area.dispatchEvent(event)) { area.value = plainText; area.dispatchEvent(new Event('input', { bubbles: true })); }
    }, [text, html]);
  }
  async reads() { await this.page.locator('.paste [type=submit]').click(); }
  async hasReadTheAnnex() {
    await this.opensTheMap();
    await this.opensTheImport();
    await this.names('annexe 2, acte du 19/12/2025');
    await this.pastes(ANNEX);
    await this.reads();
    await this.page.locator('.rv h1').waitFor();
  }
  card(subject) { return this.page.locator('.cards article', { has: this.page.locator(':scope > h3', { hasText: subject }) }); }
  async answers(subject, label) { await this.card(subject).locator(':scope > .act').getByRole('button', { name: label }).click(); await this.isSettled(); }
  async answersTheRest() {
    for (let i = 0; i < 200; i++) {
      const open = this.page.locator('.cards article:not(.answered)');
      if ((await open.count()) === 0) break;
      // Alike questions are folded under the first of them.
      await open.first().evaluate((card) => { const fold = card.closest('.alike details'); if (fold) fold.open = true; });
      // On a phone one card is shown at a time.
      while (!(await open.first().isVisible())) await this.page.getByRole('button', { name: 'Suivante' }).click();
      const likely = open.first().locator(':scope > .act .likely');
      await ((await likely.count()) > 0 ? likely.first() : open.first().locator(':scope > .act .btn').first()).click();
      await this.isSettled();
    }
    const gone = this.page.locator('.gone:not([hidden]):not(.answered) input[value=keep]');
    if ((await gone.count()) > 0) await gone.check({ force: true });
    await this.isSettled();
  }
  /** The last answers have been read by the server. */
  async isSettled() { await this.page.waitForSelector('.imp:not([aria-busy=true])'); }
  row(name) { return this.page.locator('.sure tbody tr[data-service]', { has: this.page.locator('th', { hasText: name }) }); }
  async corrects(name) { await this.row(name).locator('.do button').click(); await this.page.locator('form.edit').waitFor(); }
  async saves() { await this.page.locator('.bar .primary').click(); await this.page.locator('.saved h1').waitFor(); }

  // ---- then
  async heading() { return this.text('.rv h1'); }
  async open() { return Number(/Encore (\d+)/.exec(await this.text('.bar p'))?.[1] ?? 0); }
  async maySave() { return (await this.page.locator('.bar .primary').getAttribute('aria-disabled')) === 'false'; }
  async pinned() { return { line: await this.text('.lines .pinned span'), quote: await this.text('.lines .pinned mark') }; }
  async rows() {
    return (await this.page.locator('.sure tbody tr[data-service]').evaluateAll((trs) => trs.map((tr) => [...tr.children].map((c) => c.textContent)))).map((r) => r.map(plain));
  }
  breaksNoRule(where) { return breaksNoRule(this.page, where); }
}
