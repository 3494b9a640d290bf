// Drives the page in the words of the domain. Fails on any console error and on any request to another host.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

export const BASE = process.env.MAILLAGE_URL ?? 'http://127.0.0.1:8080';
export const CHROMIUM = process.env.MAILLAGE_CHROMIUM ?? '/usr/bin/chromium';
const ARTEFACTS = new URL('./artefacts/', import.meta.url).pathname;
export const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PATIENCE = 30_000;

/** U+202F and U+00A0 read as plain spaces in the tests. */
export const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').trim();

/** Of browsers that a failed test has left open: they would keep the file of tests from ending. */
const running = new Set();
after(async () => { for (const end of running) await end(); });

export async function givenABrowser({ width = 1440, height = 900, dark = false, quiet = true, flags = FLAGS, ...rest } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-e2e-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM, headless: true, args: flags, viewport: { width, height }, locale: 'fr-FR',
    colorScheme: dark ? 'dark' : 'light', reducedMotion: quiet ? 'reduce' : 'no-preference', acceptDownloads: true, ...rest,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(PATIENCE);
  const faults = [];
  const zoneRequests = [];
  page.on('console', (m) => { if (m.type() === 'error') faults.push(`console: ${m.text()}`); });
  page.on('pageerror', (e) => faults.push(`page: ${e.message}`));
  context.on('request', (r) => {
    const url = new URL(r.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.origin !== new URL(BASE).origin) faults.push(`other host: ${r.url()}`);
    if (url.searchParams.get('of')?.split(',').includes('white-zones')) zoneRequests.push(url.searchParams.get('within'));
  });
  const end = async () => { running.delete(end); await context.close(); rmSync(folder, { recursive: true, force: true }); };
  running.add(end);
  return new Planner(page, faults, zoneRequests, end);
}

class Planner {
  constructor(page, faults, zoneRequests, end) { Object.assign(this, { page, faults, zoneRequests, end }); }

  async close() { await this.end(); assert.deepEqual(this.faults, [], 'no console error, no other host'); }

  // ---- when
  async opens(query = '?territory=200034130') { await this.page.goto(`${BASE}/${query}`); await this.isDrawn(); }
  async reloads() { await this.page.reload(); await this.isDrawn(); }
  /** Nothing that was asked for is still to come. */
  async isDrawn() { await this.page.waitForSelector('body[data-ready="true"] .mapw:not([aria-busy])', { state: 'attached' }); }
  async searches(words) {
    await this.page.keyboard.press('/');
    await this.page.locator('#recherche').fill(words);
    await this.page.locator('[role=option]').first().waitFor();
  }
  async choosesFirstHit() { await this.page.keyboard.press('Enter'); }
  async choosesKind(kind) { await this.page.locator(`.ks [data-kind=${kind}]`).click(); await this.kindIs(kind); }
  async kindIs(kind) { await this.page.waitForSelector(`.ks [data-kind=${kind}][aria-checked=true]`); }
  async estimates() { await this.page.locator('[aria-labelledby=estimer]').click(); await this.page.waitForSelector('[aria-labelledby=estimer][aria-checked=true]'); }
  async pressesOnSlider(...keys) { await this.page.locator('[role=slider]').focus(); for (const k of keys) await this.page.keyboard.press(k); }
  async dragsThresholdTo(share) {
    const box = await this.page.locator('[role=slider]').boundingBox();
    const now = await this.page.locator('.slider .thumb').boundingBox();
    await this.page.mouse.move(now.x + now.width / 2, now.y + now.height / 2);
    await this.page.mouse.down();
    const [from, to] = [now.x + now.width / 2, box.x + share * box.width];
    for (let i = 1; i <= 12; i++) await this.page.mouse.move(from + ((to - from) * i) / 12, now.y + 6);
    await this.page.mouse.up();
  }
  async typesThreshold(text) { const field = this.page.locator('.km'); await field.fill(text); await field.press('Enter'); }
  async opensCommune(name) { await this.page.locator('.tb tbody tr', { has: this.page.locator('th', { hasText: name }) }).click(); await this.panelIs(name); }
  async panelIs(name) { await this.page.locator('.pn h2', { hasText: name }).waitFor(); }
  async downloads(label) {
    await this.page.getByRole('button', { name: 'Télécharger' }).click();
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.page.getByRole('menuitem', { name: label }).click()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  }
  async sorts(column) { await this.page.locator('.tb thead button', { hasText: column }).click(); }
  async shot(name) { mkdirSync(ARTEFACTS, { recursive: true }); await this.settles(); await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`) }); }
  /** The tiles and the letters are there when two frames in a row are the same picture. */
  async settles() {
    let before = '';
    await assert.doesNotReject(async () => {
      for (let i = 0; i < 60; i++) {
        const now = (await this.page.screenshot()).toString('base64');
        if (now === before) return;
        before = now;
      }
      throw new Error('the page never comes to rest');
    });
  }

  // ---- then
  /** A bar that comes or goes moves the page at once, and the drawing within the map follows with the next frame. */
  async mapFitsItsPlace() {
    await this.page.waitForFunction(() => {
      const [place, drawing] = ['#carte', '#carte canvas'].map((s) => document.querySelector(s).getBoundingClientRect());
      return Math.abs(place.height - drawing.height) < 1 && Math.abs(place.width - drawing.width) < 1;
    });
  }
  async until(read, test, what) {
    const end = Date.now() + PATIENCE;
    let value;
    do { value = await read(); if (test(value)) return value; await this.page.evaluate(() => new Promise((r) => requestAnimationFrame(r))); } while (Date.now() < end);
    throw new assert.AssertionError({ message: `${what}: last seen ${JSON.stringify(value)}` });
  }
  async rows() {
    return (await this.page.locator('.tb tbody tr').evaluateAll((trs) => trs.map((tr) => [...tr.children].map((c) => c.textContent)))).map((r) => r.map(plain));
  }
  async total() { return (await this.page.locator('.tb tfoot tr > *').allTextContents()).map(plain); }
  async text(selector) { return plain((await this.page.locator(selector).allTextContents()).join(' ')); }
  async legend() { return this.text('.legend'); }
  async panel() { return this.text('.pn'); }
  parameters() { return new URL(this.page.url()).searchParams; }
  async focused() { return this.page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName); }
  async overflow() { return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth); }
}
