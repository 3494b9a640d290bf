// Someone who has no mouse, or does not see the page as it was drawn.
import assert from 'node:assert/strict';
import { breaksNoRule } from './axe.mjs';
import { BASE, FLAGS, givenABrowser, plain } from './driver.mjs';

export const HOME = '?territory=200034130';
const MOST_STOPS = 90;

export async function givenAReader(screen) { return new Reader(await givenABrowser(screen)); }
/** A browser that cannot draw in three dimensions. */
export const givenNoWebGl = () => givenAReader({ flags: [...FLAGS.filter((f) => !/angle|swiftshader/.test(f)), '--disable-gpu', '--disable-3d-apis'] });

class Reader {
  constructor(planner) { this.planner = planner; this.page = planner.page; this.narrow = (planner.page.viewportSize()?.width ?? 0) <= 600; }
  close() { return this.planner.close(); }

  // ---- when
  async opens(query) { await this.planner.opens(query); await this.page.waitForLoadState('networkidle'); }
  async goes(path) { await this.page.goto(`${BASE}/${path}`); }
  async presses(...keys) { for (const key of keys) await this.page.keyboard.press(key); }
  /** Tab by tab, as a reader without a mouse goes; every stop on the way must show. */
  async tabsTo(what, key = 'Tab') {
    for (let i = 0; i < MOST_STOPS; i++) {
      await this.page.keyboard.press(key);
      const stop = await this.stop();
      if (stop && what.test(stop.name)) return stop;
    }
    throw new assert.AssertionError({ message: `the tab key never comes to ${what}` });
  }
  async walksAll() {
    const stops = [];
    for (let i = 0; i < MOST_STOPS; i++) {
      await this.page.keyboard.press('Tab');
      const stop = await this.stop();
      if (stop === null || (stops.length > 0 && stop.tag === stops[0].tag && stop.name === stops[0].name)) return stops;
      stops.push(stop);
    }
    return stops;
  }

  // ---- then
  breaksNoRule(where) { return breaksNoRule(this.page, where); }
  text(selector) { return this.planner.text(selector); }
  /** What has the focus, how it shows it, whether something lies over it, and how large it is to a finger. */
  stop() {
    return this.page.evaluate(async () => {
      const frame = () => new Promise((next) => { requestAnimationFrame(next); });
      await frame(); await frame();
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const ringed = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
      let ring = null;
      for (let x = e; x && !ring; x = x.parentElement) if (ringed(x)) ring = x;
      // A field in its frame, a round button in its line: what is pressed is the label.
      const target = e.closest('label') ?? e;
      const box = target.getBoundingClientRect();
      const before = getComputedStyle(target, '::before');
      const reach = before.position === 'absolute' && before.content !== 'none' ? -Math.min(0, parseFloat(before.top)) - Math.min(0, parseFloat(before.bottom)) : 0;
      const wide = before.position === 'absolute' && before.content !== 'none' ? -Math.min(0, parseFloat(before.left)) - Math.min(0, parseFloat(before.right)) : 0;
      const x = Math.min(innerWidth - 2, Math.max(1, box.left + box.width / 2));
      const y = Math.min(innerHeight - 2, Math.max(1, box.top + Math.min(box.height, 40) / 2));
      const over = document.elementFromPoint(x, y);
      return {
        tag: e.tagName.toLowerCase(), name: (e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 80) || e.id || e.closest('label')?.textContent || '',
        ring: ring !== null, inside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
        over: !over || target.contains(over) || over.contains(target) ? null : over.outerHTML.slice(0, 90),
        width: Math.round(box.width + wide), height: Math.round(box.height + reach),
      };
    });
  }
  async focusIsKept() { assert.notEqual(await this.page.evaluate(() => document.activeElement?.tagName), 'BODY', 'the focus has a place'); }
  async says(test) { return this.planner.until(() => this.text('#annonce'), (t) => test.test(t), 'the live region'); }
  /** Every stop of the keyboard shows where it is, is not covered, and is large enough. */
  async everyStopShows(where, least) {
    const stops = await this.walksAll();
    assert.ok(stops.length > 5, `${where}: ${stops.length} stops`);
    const bad = stops.filter((s) => !s.ring || !s.inside || s.over !== null || Math.min(s.width, s.height) < least);
    assert.deepEqual(bad, [], where);
    return stops;
  }
  async losesNothing(where) {
    assert.equal(await this.planner.overflow(), 0, `${where}: nothing is wider than the window`);
    const cut = await this.page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,p,button,a,dd,dt,label,summary')].filter((e) => {
      if (!e.checkVisibility() || e.closest('.vh,.canvas,.skip,.scroller,.search')) return false;
      const s = getComputedStyle(e);
      return s.overflow !== 'visible' && s.textOverflow !== 'ellipsis' && s.clipPath === 'none' && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
    }).map((e) => e.outerHTML.slice(0, 80)));
    assert.deepEqual(cut, [], where);
  }
}
export { plain };
