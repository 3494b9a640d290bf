// The official's view in the words of the people who open the link.
import assert from 'node:assert/strict';
import { breaksNoRule } from './axe.mjs';
import { givenABrowser, plain } from './driver.mjs';

export async function givenAnOfficial(screen) { return new Official(await givenABrowser(screen)); }

class Official {
  clicks = 0;
  constructor(planner) { this.planner = planner; this.page = planner.page; }
  async close() { await this.planner.close(); }

  // ---- when
  /** The link that was sent: the bare address, or one with its question. */
  async opensTheLink(query = '') { await this.planner.opens(query); }
  async clicksOn(locator) { this.clicks += 1; await locator.click(); }
  async asksAbout(name) {
    await this.clicksOn(this.page.locator('.okinds a', { hasText: name }));
    await this.page.locator('.okinds a[aria-current]', { hasText: name }).waitFor();
    await this.isDrawn();
  }
  async opensCommune(name) { await this.clicksOn(this.page.locator('.worst button', { hasText: name })); await this.page.locator('.card h2', { hasText: name }).waitFor(); }
  async closesCommune() { await this.page.keyboard.press('Escape'); await this.page.locator('.card').waitFor({ state: 'hidden' }); }
  async goesToTheWorkingView() { await this.clicksOn(this.door('Vue de travail')); await this.page.locator('.pn h2').waitFor(); }
  async comesBack() { await this.clicksOn(this.page.getByRole('link', { name: 'Vue élu' })); await this.page.locator('.say h1').waitFor(); }
  async shot(name) { await this.planner.shot(name); }
  door(name) { return this.page.getByRole('link', { name }).and(this.page.locator(':visible')).first(); }

  // ---- then
  async isDrawn() { await this.page.waitForLoadState('networkidle'); await this.planner.isDrawn(); }
  async reads(test, what = 'the sentence') { return this.planner.until(() => this.planner.text('.say h1'), (t) => test.test(t), what); }
  async goesOn(test) { return this.planner.until(() => this.planner.text('.say .lead'), (t) => test.test(t), 'what follows the sentence'); }
  async numbers() { return (await this.page.locator('.say .t3 dd .fig').allTextContents()).map((t) => Number(plain(t).replace(/[^\d]/g, ''))); }
  async shares() { return (await this.page.locator('.say .t3 small').allTextContents()).map((t) => Number(plain(t).replace(/[^\d,]/g, '').replace(',', '.'))); }
  async communes() { return (await this.page.locator('.worst li').allTextContents()).map(plain); }
  async text(selector) { return this.planner.text(selector); }
  async keepsItsFrame() { assert.equal(await this.planner.overflow(), 0, 'nothing is wider than the screen'); }
  parameters() { return this.planner.parameters(); }
  /** Zero violations of the rules that a machine can check. */
  async isAccessible(where) { await breaksNoRule(this.page, where); }
}
