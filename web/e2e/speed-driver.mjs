// Measures the page against a bare map of the same communes, on the same machine and in the same run.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { BASE, CHROMIUM, FLAGS } from './driver.mjs';

const LIBRARY = new URL('../node_modules/maplibre-gl/dist/', import.meta.url);
const TYPES = { mjs: 'text/javascript', css: 'text/css' };

/** The least that draws the communes: the map library, one answer of the server, a fill and a line. */
const bare = (code) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>nu</title>
<link rel="stylesheet" href="/maplibre-gl.css"><style>body{margin:0}#map{position:fixed;inset:0}</style></head><body><div id="map"></div>
<script type="module">
import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
const communes = await (await fetch('/api/territories/${code}/coverage?kind=eaje&format=geojson')).json();
const all = communes.features.flatMap((f) => f.geometry.coordinates.flat(Infinity));
const [xs, ys] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
const map = new Map({
  container: 'map', attributionControl: false, fadeDuration: 0, bounds: [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]],
  style: { version: 8, sources: { communes: { type: 'geojson', data: communes } }, layers: [
    { id: 'fill', type: 'fill', source: 'communes', paint: { 'fill-color': '#4F9F9A' } },
    { id: 'line', type: 'line', source: 'communes', paint: { 'line-color': '#15202B' } }] },
});
map.once('idle', () => { document.body.dataset.ready = 'true'; });
window.map = map;
</script></body></html>`;

export async function serveBare() {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams, search } = new URL(request.url, 'http://x');
    if (pathname === '/') { response.writeHead(200, { 'content-type': 'text/html' }).end(bare(searchParams.get('territory'))); return; }
    if (pathname.startsWith('/api/')) {
      const answer = await fetch(`${BASE}${pathname}${search}`);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    const type = TYPES[pathname.split('.').pop()];
    const body = type ? await readFile(new URL(`.${pathname}`, LIBRARY)).catch(() => null) : null;
    if (body) response.writeHead(200, { 'content-type': type }).end(body);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

export const median = (of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];

export async function launch() { return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS }); }

/** Milliseconds from the request to `body[data-ready]`, with nothing kept from before, and the pictures of the map painted until then. */
export async function coldStart(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const pictures = new Set();
    const { drawElements } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.drawElements = function draw(...given) {
      pictures.add(document.timeline.currentTime);
      drawElements.apply(this, given);
    };
    const seen = new MutationObserver(() => {
      if (document.body?.dataset.ready !== 'true') return;
      window.start = { ms: performance.now(), pictures: pictures.size };
      seen.disconnect();
    });
    seen.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
  });
  await page.goto(url);
  await page.waitForFunction(() => window.start !== undefined);
  const start = await page.evaluate(() => window.start);
  await context.close();
  return start;
}

/** Pictures a second while something goes on. */
export async function framesDuring(page, act) {
  await page.evaluate(() => {
    // A count of its own: one that ended between two pictures would otherwise go on in the next.
    const frames = { n: 0, from: performance.now(), on: true };
    window.frames = frames;
    const count = () => { if (!frames.on) return; frames.n += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  await act();
  return page.evaluate(() => { window.frames.on = false; return (1000 * window.frames.n) / (performance.now() - window.frames.from); });
}

const SWAY = 1500;
/** Holds the pointer down on something and moves it to and fro. */
export async function sways(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  const [y, left, wide] = [box.y + box.height * 0.6, box.x + box.width * 0.15, box.width * 0.5];
  await page.mouse.move(left + wide / 2, y);
  await page.mouse.down();
  const end = Date.now() + SWAY;
  for (let i = 0; Date.now() < end; i++) await page.mouse.move(left + wide * (0.5 + 0.5 * Math.sin(i / 12)), y);
  await page.mouse.up();
}
