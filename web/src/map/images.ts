import type { Kind } from '../api/types';
import { CROSS, PIN, SHAPE } from './shapes';
import type { Theme } from './theme';

/**
 * Every picture of the map is drawn on demand from its name: `hatch|0.5`, `dots|0`, `grid|0`, `mark|…`, `dot|with`, `ask|3`, `pin|1`, `ring`.
 * The theme's name at the end keeps light and dark apart.
 */
export interface Drawn { data: ImageData; ratio: number }

const RATIO = 2;

let sketch: CanvasRenderingContext2D | null = null;

/** One canvas for all pictures, emptied by its new size. What is read back at once is better drawn without the graphics card. */
function canvas(width: number, height: number): CanvasRenderingContext2D {
  sketch ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const ctx = sketch;
  if (!ctx) throw new Error('no 2d canvas');
  ctx.canvas.width = Math.round(width * RATIO);
  ctx.canvas.height = Math.round(height * RATIO);
  ctx.scale(RATIO, RATIO);
  return ctx;
}
/** The first picture waits for the graphics card all the same: best while that has nothing else to do. */
export function warm(): void {
  const ctx = canvas(1, 1);
  ctx.fillRect(0, 0, 1, 1);
  ctx.getImageData(0, 0, 1, 1);
}

const finish = (ctx: CanvasRenderingContext2D): Drawn => ({ data: ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height), ratio: RATIO });

/** Lines at 45°, every 7 px, that join at the tile's edges. */
function hatch(scale: number, t: Theme): Drawn {
  const size = Math.round(7 * Math.SQRT2 * scale * RATIO) / RATIO;
  const ctx = canvas(size, size);
  ctx.globalAlpha = 0.07;
  ctx.fillStyle = t.out;
  ctx.fillRect(0, 0, size, size);
  ctx.globalAlpha = 1;
  for (const [colour, width] of [[t.paper, 4], [t.out, 2]] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * scale;
    for (const shift of [-size, 0, size]) {
      ctx.beginPath();
      ctx.moveTo(shift - 2, size + 2);
      ctx.lineTo(shift + size + 2, -2);
      ctx.stroke();
    }
  }
  return finish(ctx);
}

function dots(scale: number, t: Theme): Drawn {
  const ctx = canvas(Math.round(6 * scale * RATIO) / RATIO, Math.round(6 * scale * RATIO) / RATIO);
  ctx.fillStyle = t.paper;
  ctx.fillRect(0, 0, 20, 20);
  ctx.fillStyle = t['ink-3'];
  for (const at of [1.5, 4.5]) {
    ctx.beginPath();
    ctx.arc(at * scale, at * scale, 0.95 * scale, 0, 7);
    ctx.fill();
  }
  return finish(ctx);
}

function grid(scale: number, t: Theme): Drawn {
  const size = Math.round(6 * scale * RATIO) / RATIO;
  const ctx = canvas(size, size);
  ctx.fillStyle = t['line-2'];
  ctx.fillRect(0, 0, size, size);
  ctx.strokeStyle = t['ink-3'];
  ctx.lineWidth = scale;
  ctx.strokeRect(size / 2, -size, size * 2, size * 1.5);
  return finish(ctx);
}

export interface Mark {
  kind: Kind;
  /** Radius of the places circle, 0 for a bare shape. */
  radius: number;
  dashed: boolean;
  exact: boolean;
  text: string;
}
export const markName = (m: Mark, theme: string): string =>
  ['mark', m.kind, m.radius, m.dashed ? 1 : 0, m.exact ? 1 : 0, m.text, theme].join('|');

/** Half the side of a mark's picture: what a name must keep clear of. */
export const markHalf = (m: Mark): number => (m.radius > 0 ? m.radius + 3 : m.text === '' ? 10 : 13);

/** A dash that closes on itself: a whole number of dashes around. */
function dashFor(length: number): number[] {
  const n = Math.max(5, Math.round(length / 6.6));
  return [(length / n) * 0.61, (length / n) * 0.39];
}

function shape(ctx: CanvasRenderingContext2D, m: Mark, size: number, t: Theme, colour: string): void {
  const path = new Path2D(SHAPE[m.kind]);
  ctx.save();
  ctx.scale(size / 14, size / 14);
  ctx.translate(-7, -7);
  ctx.lineJoin = 'round';
  ctx.strokeStyle = t.paper;
  ctx.lineWidth = (m.exact ? 4 : 5) * (14 / size);
  ctx.stroke(path);
  ctx.fillStyle = m.exact ? colour : t.paper;
  ctx.fill(path);
  if (!m.exact) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2 * (14 / size);
    ctx.setLineDash([3, 2]);
    ctx.stroke(path);
  }
  ctx.restore();
}

function mark(m: Mark, t: Theme): Drawn {
  const colour = t[`k-${m.kind}`];
  const half = markHalf(m);
  const ctx = canvas(2 * half, 2 * half);
  ctx.translate(half, half);
  if (m.radius > 0) {
    const circle = (r: number): void => { ctx.beginPath(); ctx.arc(0, 0, r, 0, 2 * Math.PI); };
    circle(m.radius + 1.8);
    ctx.strokeStyle = t.paper;
    ctx.lineWidth = 1.8;
    ctx.stroke();
    circle(m.radius);
    ctx.fillStyle = t.paper;
    ctx.globalAlpha = 0.86;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.9;
    if (m.dashed) ctx.setLineDash(dashFor(2 * Math.PI * m.radius));
    ctx.stroke();
    ctx.setLineDash([]);
    if (m.text === '') {
      if (m.exact && m.radius >= 9) shape(ctx, m, 10, t, colour);
      else { circle(1.7); ctx.fillStyle = colour; ctx.fill(); }
    }
  } else {
    shape(ctx, m, m.text === '' ? 15 : 21, t, colour);
  }
  if (m.text !== '') {
    ctx.font = `700 ${m.radius > 0 && m.radius < 10 ? 11 : 13}px "Source Sans 3", sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    ctx.fillStyle = m.radius === 0 && m.exact ? t.paper : colour;
    ctx.fillText(m.text, 0, m.radius > 0 && m.radius < 10 ? 3.9 : 4.6);
  }
  return finish(ctx);
}

/** The number of a question, as on its card. */
function ask(text: string, t: Theme): Drawn {
  const ctx = canvas(24, 24);
  ctx.translate(12, 12);
  for (const [radius, colour] of [[11.5, t.paper], [10, t.ink]] as const) {
    ctx.beginPath();
    ctx.arc(0, 0, radius, 0, 7);
    ctx.fillStyle = colour;
    ctx.fill();
  }
  ctx.font = `700 ${text.length > 2 ? 10 : 13}px "Source Sans 3", sans-serif`;
  ctx.textAlign = 'center';
  ctx.fillStyle = t.paper;
  ctx.fillText(text, 0, text.length > 2 ? 3.6 : 4.6);
  return finish(ctx);
}

/** A place to open: its tip stands on the point. */
function pin(text: string, t: Theme): Drawn {
  const ctx = canvas(28, 34);
  ctx.lineJoin = 'round';
  const path = new Path2D(PIN);
  ctx.translate(14, 14);
  ctx.strokeStyle = t.paper;
  ctx.lineWidth = 4;
  ctx.stroke(path);
  ctx.fillStyle = t.ink;
  ctx.fill(path);
  ctx.font = '700 13px "Source Sans 3", sans-serif';
  ctx.textAlign = 'center';
  ctx.fillStyle = t.paper;
  ctx.fillText(text, 0, 4.6);
  return finish(ctx);
}

/** Around what is selected. */
function ring(t: Theme): Drawn {
  const ctx = canvas(40, 40);
  for (const [colour, width] of [[t.paper, 6], [t.ink, 2.5]] as const) {
    ctx.beginPath();
    ctx.arc(20, 20, 15.5, 0, 7);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  return finish(ctx);
}

/** One child: a disc with a place, a ring without one, a cross out of reach; told apart without colour. */
function dot(sort: string, t: Theme): Drawn {
  const ctx = canvas(9, 9);
  ctx.translate(4.5, 4.5);
  ctx.beginPath();
  if (sort === 'out') {
    const path = new Path2D(CROSS);
    for (const [colour, width] of [[t.paper, 4.4], [t.out, 2.1]] as const) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.stroke(path);
    }
    return finish(ctx);
  }
  const full = sort === 'with' || sort === 'child';
  ctx.arc(0, 0, full ? 2.6 : 2.1, 0, 7);
  ctx.fillStyle = sort === 'with' ? t.with : sort === 'child' ? t['ink-3'] : t.paper;
  ctx.fill();
  ctx.strokeStyle = t.with;
  ctx.lineWidth = 1.1;
  if (!full) ctx.stroke();
  return finish(ctx);
}

export function drawImage(name: string, t: Theme): Drawn | null {
  const [what, a = '', b = '', c, d, text = ''] = name.split('|');
  if (what === 'hatch') return hatch(Number(a), t);
  if (what === 'dots') return dots(Number(a), t);
  if (what === 'grid') return grid(Number(a), t);
  if (what === 'ask') return ask(a, t);
  if (what === 'pin') return pin(a, t);
  if (what === 'dot') return dot(a, t);
  if (what === 'ring') return ring(t);
  if (what === 'mark') return mark({ kind: a as Kind, radius: Number(b), dashed: c === '1', exact: d === '1', text }, t);
  return null;
}
