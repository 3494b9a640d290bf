import { type Picture, placedByCells } from '../state/picture';
import { WITHIN_MAX, WITHIN_MIN } from '../state/view';
import { errors, ui } from '../words/messages';
import { figure, kilometres, number, plural, readNumber } from '../words/numbers';
import type { Actions } from './actions';
import { h, type Part, put, s } from './dom';

const WIDTH = 232;
const FLOOR = 34;
const TOP = 32;
const ENDS = [6, 8, 10, 15, 20, 30, 40, 60, 100].map((km) => km * 1000);
const SMALL = 100;
const LARGE = 1000;
/** Positions known only to the commune are off by a kilometre or more: below this, the verdict may turn. */
const FRAGILE_BELOW = 3000;

const clamp = (m: number, to = WITHIN_MAX): number => Math.max(WITHIN_MIN, Math.min(to, m));

/** The slider ends past the last child, never before the threshold itself. */
export function sliderEnd(children: readonly number[], step: number, within: number): number {
  const total = children.reduce((a, b) => a + b, 0);
  let last = children.length - 2;
  while (last >= 0 && (children[last] ?? 0) < total / 2000) last--;
  const need = Math.max(within, (last + 1) * step);
  return ENDS.find((end) => end >= need) ?? WITHIN_MAX;
}

const tickStep = (end: number): number => (end <= 6000 ? 1000 : end <= 10_000 ? 2000 : end <= 20_000 ? 5000 : end <= 40_000 ? 10_000 : 20_000);

export function threshold(actions: Actions): Part<Picture> {
  const typed = h('input', { type: 'text', inputmode: 'decimal', class: 'km', 'aria-label': `${ui.thresholdLabel}, en kilomètres`, 'aria-describedby': 'seuil-erreur' });
  const problem = h('p', { class: 'problem', id: 'seuil-erreur', role: 'alert', hidden: true });
  const bars = s('g', {});
  const ticks = s('g', {});
  const past = s('path', { class: 'past' });
  const thumb = s('circle', { class: 'thumb', cy: 40, r: 8 });
  const svg = s('svg', { viewBox: '-10 0 252 66', class: 'slider', role: 'slider', tabindex: 0, 'aria-label': ui.thresholdLabel, 'aria-valuemin': WITHIN_MIN },
    bars, s('path', { d: `M0 40H${WIDTH}`, class: 'track' }), past, ticks, thumb);
  const help = h('p', { class: 'help' });
  let within = 0;
  let end = ENDS[0]!;
  let dragging = false;

  const place = (): void => {
    const x = (within / end) * WIDTH;
    thumb.setAttribute('cx', x.toFixed(1));
    past.setAttribute('d', `M0 40H${x.toFixed(1)}`);
    if (document.activeElement !== typed) typed.value = number(within / 1000, within % 1000 === 0 ? 0 : within % 100 === 0 ? 1 : 3);
  };
  const go = (metres: number, how: 'step' | 'push'): void => {
    const to = Math.round(clamp(metres));
    problem.hidden = true;
    if (to === within) return;
    within = to;
    place();
    actions.change({ within: to }, how);
  };
  const at = (e: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    const x = ((e.clientX - box.left) / box.width) * 252 - 10;
    return clamp(Math.round(((x / WIDTH) * end) / SMALL) * SMALL, end);
  };
  svg.addEventListener('pointerdown', (e) => { dragging = true; svg.setPointerCapture(e.pointerId); svg.focus(); e.preventDefault(); go(at(e), 'step'); });
  svg.addEventListener('pointermove', (e) => { if (dragging) go(at(e), 'step'); });
  for (const stop of ['pointerup', 'pointercancel'] as const) svg.addEventListener(stop, () => { dragging = false; });
  svg.addEventListener('keydown', (e) => {
    const size = e.shiftKey ? LARGE : SMALL;
    const to = { ArrowRight: within + size, ArrowUp: within + size, ArrowLeft: within - size, ArrowDown: within - size,
      PageUp: within + LARGE, PageDown: within - LARGE, Home: WITHIN_MIN, End: end }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    go(to, 'step');
  });
  const readTyped = (): void => {
    const km = readNumber(typed.value);
    const metres = km === null ? Number.NaN : km * 1000;
    const good = metres >= WITHIN_MIN && metres <= WITHIN_MAX;
    problem.hidden = good;
    problem.textContent = good ? '' : errors.threshold;
    typed.setAttribute('aria-invalid', String(!good));
    if (good) go(metres, 'push');
  };
  typed.addEventListener('change', readTyped);
  typed.addEventListener('keydown', (e) => { if (e.key === 'Enter') readTyped(); });

  const drawBars = (children: readonly number[], step: number): void => {
    const shown = children.slice(0, Math.min(children.length - 1, Math.ceil(end / step)));
    const most = Math.sqrt(Math.max(1e-9, ...shown));
    const width = (step / end) * WIDTH;
    put(bars, ...shown.flatMap((n, i) => {
      if (n <= 0) return [];
      const tall = Math.max(1, (Math.sqrt(n) / most) * TOP);
      return [s('rect', { x: (i * width + width * 0.06).toFixed(2), y: (FLOOR - tall).toFixed(1), width: (width * 0.88).toFixed(2), height: tall.toFixed(1), class: (i + 1) * step <= within + 1 ? 'in' : 'beyond' })];
    }));
    const marks: SVGElement[] = [];
    for (let m = tickStep(end); m <= end; m += tickStep(end)) {
      const x = (m / end) * WIDTH;
      const last = m + tickStep(end) > end;
      marks.push(s('path', { d: `M${x.toFixed(1)} 46v4`, class: 'tick' }),
        s('text', { x: x.toFixed(1), y: 63, 'text-anchor': last ? 'end' : 'middle' }, last ? kilometres(m) : number(m / 1000)));
    }
    put(ticks, ...marks);
  };
  return {
    element: h('section', { class: 'm threshold' }, h('h2', {}, h('label', {}, ui.threshold), h('span', { class: 'typed' }, typed, ' km')), problem, svg, help),
    update: (p) => {
      const { histogram, total, position_status } = p.zones.metadata;
      if (!dragging || within === 0) within = p.view.within;
      if (!dragging) end = sliderEnd(histogram.children, histogram.step, within);
      place();
      drawBars(p.documented && placedByCells(p.total) ? histogram.children : [], histogram.step);
      const out = total.out_of_reach;
      svg.setAttribute('aria-valuemax', String(end));
      svg.setAttribute('aria-valuenow', String(within));
      svg.setAttribute('aria-valuetext', `${kilometres(within)} à vol d’oiseau` +
        (out === null ? '' : `, ${figure(out, total.white_children_status, 0)} ${plural(out, 'enfant')} hors de portée`));
      help.hidden = !(p.documented && position_status === 'estimated' && within < FRAGILE_BELOW);
      put(help, ui.coarse(kilometres(FRAGILE_BELOW)));
    },
  };
}
