// « Et si… » in the words of the people who try it.
import assert from 'node:assert/strict';
import { BASE, givenABrowser, plain } from './driver.mjs';
import { violations } from './axe.mjs';

const CAMERA = { lon: 1.915, lat: 48.89, zoom: 11 };

export async function givenAScenarist(screen) { return new Scenarist(await givenABrowser(screen)); }

/** Where a place stands on the map, whose camera the address says. */
function onWorld(lon, lat, zoom) {
  const size = 512 * 2 ** zoom;
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [((lon + 180) / 360) * size, (0.5 - y / (2 * Math.PI)) * size];
}

class Scenarist {
  constructor(planner) { this.planner = planner; this.page = planner.page; }
  async close() { await this.planner.close(); }

  // ---- given
  async onTheMapOf(territory, { kind = 'eaje', within = 3000, fill = 'mean', camera = CAMERA, more = '' } = {}) {
    await this.planner.opens(`?territory=${territory}&kind=${kind}&within=${within}&fill=${fill}&lon=${camera.lon}&lat=${camera.lat}&zoom=${camera.zoom}${more}`);
  }
  async register(territory, kind) {
    return (await (await fetch(`${BASE}/api/territories/${territory}/facilities?kind=${kind}`)).json()).features;
  }

  // ---- when
  async wonders() { await this.button('Et si…').click(); await this.page.locator('.si').waitFor(); }
  async pixel({ lon, lat }) {
    const q = this.planner.parameters();
    await this.planner.mapFitsItsPlace();
    const box = await this.page.locator('#carte').boundingBox();
    const zoom = Number(q.get('zoom'));
    const [x, y] = onWorld(lon, lat, zoom);
    const [cx, cy] = onWorld(Number(q.get('lon')), Number(q.get('lat')), zoom);
    return [box.x + box.width / 2 + x - cx, box.y + box.height / 2 + y - cy];
  }
  async clicksOnTheMapAt(place) { await this.page.mouse.click(...(await this.pixel(place))); }
  async opensAt(place) {
    const before = this.changes().length;
    await this.clicksOnTheMapAt(place);
    await this.planner.until(() => this.changes().length, (n) => n === before + 1, 'one more change');
    await this.card().waitFor();
  }
  async choosesAt(place) { await this.clicksOnTheMapAt(place); await this.card().waitFor(); }
  async gives(places) { await this.field('Places').fill(String(places)); await this.field('Places').press('Enter'); }
  async names(name) { await this.page.getByLabel('Nom du scénario').fill(name); await this.page.keyboard.press('Enter'); }
  async drags(from, to, steps = 12, during = async () => {}) {
    const [a, b] = [await this.pixel(from), await this.pixel(to)];
    await this.page.mouse.move(...a);
    await this.page.mouse.down();
    for (let i = 1; i <= steps; i++) await this.page.mouse.move(a[0] + ((b[0] - a[0]) * i) / steps, a[1] + ((b[1] - a[1]) * i) / steps);
    await during();
    await this.page.mouse.up();
  }
  /**
   * Drags in steps that each wait for the figures: milliseconds from the pointer's event to the table redrawn (after the
   * panel and the summary), and to the frame that shows it.
   */
  async times(from, to, steps) {
    const [a, b] = [await this.pixel(from), await this.pixel(to)];
    await this.page.evaluate(() => {
      window.steps = [];
      let since = 0;
      document.querySelector('#carte').addEventListener('mousemove', () => { since = performance.now(); }, true);
      new MutationObserver(() => {
        if (since === 0) return;
        const [from, figures] = [since, performance.now() - since];
        since = 0;
        const painted = new MessageChannel();
        painted.port1.onmessage = () => { window.steps.push({ figures, painted: performance.now() - from }); };
        requestAnimationFrame(() => painted.port2.postMessage(0));
      // Written after the figures at every step, which themselves may come out the same.
      }).observe(document.querySelector('.tb .end a'), { attributeFilter: ['href'] });
    });
    await this.page.mouse.move(...a);
    await this.page.mouse.down();
    for (let i = 1; i <= steps; i++) {
      const before = await this.page.evaluate(() => window.steps.length);
      await this.page.mouse.move(a[0] + ((b[0] - a[0]) * i) / steps, a[1] + ((b[1] - a[1]) * i) / steps);
      if (i > 1) await this.page.waitForFunction((n) => window.steps.length > n, before);
    }
    await this.page.mouse.up();
    return (await this.page.evaluate(() => window.steps)).slice(1);
  }
  async presses(...keys) { for (const key of keys) await this.page.keyboard.press(key); }
  async does(text) { await this.button(text).click(); }

  // ---- then
  card() { return this.page.locator('.service'); }
  field(label) { return this.card().getByLabel(label, { exact: true }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }).and(this.page.locator(':visible')).first(); }
  text() { return this.planner.parameters().get('si') ?? ''; }
  changes() { return this.text().split(';').filter((c) => c !== '' && !c.startsWith('name,')); }
  async says(pattern, what = 'the bar') { return this.planner.until(() => this.planner.text('.si-sum'), (t) => pattern.test(t), what); }
  async figures() { return { total: await this.planner.total(), rows: await this.planner.rows(), sum: await this.planner.text('.si-sum b') }; }
  async row(name) { return (await this.planner.rows()).find((r) => r[0] === name); }
  async rowReads(name, pattern) { return this.planner.until(async () => ((await this.row(name)) ?? []).join(' | '), (t) => pattern.test(t), `the line of ${name}`); }
  async isAccessible(where) { assert.deepEqual(await violations(this.page), [], where); }
  async follows(label) {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.page.locator('.si').getByRole('link', { name: label }).click()]);
    const stream = await file.createReadStream();
    let text = '';
    for await (const part of stream) text += part;
    return { name: file.suggestedFilename(), text };
  }
  plain(text) { return plain(text); }
}
