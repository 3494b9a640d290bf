import type { PreviewMap } from '../../map/preview-map';
import { communeAt, type Place } from '../../state/place';
import { type LonLat, readDegrees, readPair } from '../../state/position';
import { importing as words } from '../../words/import';
import { ui } from '../../words/messages';
import { h } from '../dom';

const STEP = 8;
const NEAR = 13.5;
const ARROWS: Record<string, readonly [number, number]> = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };

/** The map for one point: click, drag, arrows, or two numbers. Nothing is kept until the person says so. */
export function placeDialog(place: Place): { element: HTMLDialogElement; ask(name: string, said: string | null, start: LonLat | null): Promise<LonLat | null> } {
  const title = h('h2', { id: 'placer' });
  const canvas = h('div', { class: 'canvas' });
  const box = h('div', { class: 'map', tabindex: 0, role: 'application', 'aria-label': words.placingHelp }, canvas);
  const lon = h('input', { type: 'text', inputmode: 'decimal', class: 'field short' });
  const lat = h('input', { type: 'text', inputmode: 'decimal', class: 'field short' });
  const said = h('p', { class: 'said', role: 'status' });
  const use = h('button', { type: 'button', class: 'btn primary' }, words.usePoint);
  const cancel = h('button', { type: 'button', class: 'btn' }, words.cancel);
  const zoom = (text: string, label: string, step: number): HTMLElement => h('button', { type: 'button', 'aria-label': label, onclick: () => map?.zoomBy(step) }, text);
  const element = h('dialog', { class: 'placing', 'aria-labelledby': 'placer' }, title, h('p', { class: 'why' }, words.placingHelp),
    h('div', { class: 'mapbox' }, box, h('div', { class: 'zoom' }, zoom('+', ui.zoomIn, 1), zoom('−', ui.zoomOut, -1))),
    h('div', { class: 'ends' }, h('label', {}, h('span', {}, words.lat), lat), h('label', {}, h('span', {}, words.lon), lon), said, cancel, use));
  let map: PreviewMap | null = null;
  let at: LonLat | null = null;
  let expected: string | null = null;
  let done: (at: LonLat | null) => void = () => undefined;

  function put(to: LonLat, typed: boolean): void {
    at = to;
    map?.put(to);
    if (!typed) {
      lon.value = to.lon.toFixed(5).replace('.', ',');
      lat.value = to.lat.toFixed(5).replace('.', ',');
    }
    const there = communeAt(place, to)?.name;
    said.textContent = there === undefined ? words.outside : expected === null || expected === there ? words.inCommune(there) : words.elsewhere(there, expected);
    use.removeAttribute('disabled');
  }
  function typed(e: Event): void {
    const pair = readPair((e.target as HTMLInputElement).value);
    if (pair) { put(pair, false); return; }
    const [x, y] = [readDegrees(lon.value), readDegrees(lat.value)];
    if (x !== null && y !== null && Math.abs(x) <= 180 && Math.abs(y) <= 90) { put({ lon: x, lat: y }, true); return; }
    at = null;
    use.setAttribute('disabled', '');
    said.textContent = lon.value === '' || lat.value === '' ? words.noPoint : words.notPosition;
  }
  lon.addEventListener('input', typed);
  lat.addEventListener('input', typed);
  box.addEventListener('keydown', (e) => {
    const move = ARROWS[e.key];
    if (move && map) {
      e.preventDefault();
      const hall = place.areas.find((a) => a.name === expected)?.town_hall ?? place.areas.find((a) => a.town_hall)?.town_hall;
      const from = at ?? hall;
      if (from) put(at ? map.step(...move, from) : { lon: from.lon, lat: from.lat }, false);
    }
    if (e.key === '+' || e.key === '-') map?.zoomBy(e.key === '+' ? 1 : -1);
  });
  const finish = (answer: LonLat | null): void => { element.close(); map?.remove(); map = null; done(answer); done = () => undefined; };
  use.addEventListener('click', () => finish(at));
  cancel.addEventListener('click', () => finish(null));
  element.addEventListener('cancel', (e) => { e.preventDefault(); finish(null); });

  async function open(start: LonLat | null): Promise<void> {
    try {
      const { PreviewMap } = await import('../../map/preview-map');
      if (!element.open) return;
      canvas.replaceChildren();
      map = new PreviewMap(canvas, place, { put: (to) => put(to, false) });
      const hall = place.areas.find((a) => a.name === expected)?.town_hall;
      const look = start ?? hall;
      if (look) map.look(look, NEAR);
      if (at) map.put(at);
    } catch {
      canvas.textContent = words.notPosition;
    }
  }
  return {
    element,
    ask: (name, commune, start) => {
      title.textContent = words.placing(name);
      expected = commune;
      at = null;
      lon.value = '';
      lat.value = '';
      said.textContent = words.noPoint;
      use.setAttribute('disabled', '');
      element.showModal();
      box.focus();
      void open(start);
      return new Promise((resolve) => { done = resolve; });
    },
  };
}
