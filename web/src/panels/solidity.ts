import type { WhiteRow } from '../api/types';
import { about, kilometres, number } from '../words/numbers';
import { s } from './dom';

const WIDTH = 316;
const BASE = 44;
const TOP = 6;
/** Room that "tous à portée dès 3,9 km" takes. */
const LABEL = 155;

/** Where « tous à portée dès … » stands, between the line of the distance it speaks of and that of the threshold, and across neither. */
export function labelPlace(reached: number, at: number): { x: number; y: number; anchor: 'start' | 'end' } {
  const fits = reached + LABEL <= WIDTH;
  const [from, to] = fits ? [reached, reached + LABEL] : [WIDTH + 10 - LABEL, WIDTH + 10];
  if (at <= from || at >= to) return fits ? { x: reached + 5, y: 38, anchor: 'start' } : { x: WIDTH + 10, y: 27, anchor: 'end' };
  return at + LABEL <= WIDTH ? { x: at + 5, y: 38, anchor: 'start' } : { x: at - 5, y: 27, anchor: 'end' };
}

/** Rounded up: at the distance said, all are in reach. */
const upTo100 = (metres: number): number => Math.ceil(metres / 100 - 1e-9) * 100;

const text = (x: number, y: number, content: string, anchor: string, cls: string): SVGTextElement =>
  s('text', { x: x.toFixed(1), y, 'text-anchor': anchor, class: cls }, content);

function ticks(end: number): SVGElement[] {
  const km = end / 1000;
  const step = km <= 6 ? 1 : km <= 10 ? 2 : km <= 20 ? 5 : km <= 40 ? 10 : 20;
  const out: SVGElement[] = [];
  for (let k = 0; k <= km + 1e-9; k += step) {
    const last = k + step > km + 1e-9;
    out.push(text((k / km) * WIDTH, 60, last ? kilometres(k * 1000) : number(k), k === 0 ? 'start' : last ? 'end' : 'middle', 'axis'));
  }
  return out;
}

/** Share of the children out of reach against the threshold, from the profile by 250 m. */
export function solidity(w: WhiteRow, step: number, within: number, end: number): SVGSVGElement | null {
  const profile = w.profile ?? [];
  const all = profile.reduce((a, b) => a + b, 0);
  if (all <= 0) return null;
  const x = (m: number): number => Math.min(1, m / end) * WIDTH;
  const y = (share: number): number => BASE - share * (BASE - TOP);
  let left = all;
  const points = [`0 ${y(1)}`];
  profile.forEach((n, i) => {
    left -= n;
    if ((i + 1) * step <= end && i < profile.length - 1) points.push(`${x((i + 1) * step).toFixed(1)} ${y(Math.max(0, left) / all).toFixed(1)}`);
  });
  const lastX = points.at(-1)!.split(' ')[0]!;
  const curve = `M${points.join('L')}`;
  const at = x(within);
  const flip = at > WIDTH * 0.62;
  const reached = w.all_reached_at !== null && w.all_reached_at <= end ? w.all_reached_at : null;
  const share = w.children && w.out_of_reach !== null ? w.out_of_reach / w.children : 0;
  const label = `Part des enfants de ${w.name} hors de portée selon le seuil\u00a0: ${number(share * 100)}\u202f% à ${kilometres(within)}` +
    (w.all_reached_at === null ? '' : `, aucun à partir de ${about(upTo100(w.all_reached_at))}`);
  const reachedX = reached === null ? 0 : x(reached);
  const place = labelPlace(reachedX, at);
  return s('svg', { viewBox: '0 0 328 76', class: 'solidity', role: 'img', 'aria-label': label },
    s('path', { d: `${curve}L${lastX} ${BASE}L0 ${BASE}Z`, style: 'fill:url(#hatch)' }),
    s('path', { d: curve, style: 'fill:none;stroke:var(--out);stroke-width:1.6' }),
    s('path', { d: `M0 ${BASE}H${WIDTH}`, style: 'stroke:var(--edge)' }),
    reached === null ? null : s('path', { d: `M${reachedX.toFixed(1)} 30V50`, style: 'stroke:var(--with);stroke-width:1.4' }),
    reached === null ? null : text(place.x, place.y, `tous à portée dès ${about(upTo100(reached))}`, place.anchor, 'reached'),
    s('path', { d: `M${at.toFixed(1)} 4V50`, style: 'stroke:var(--ink);stroke-width:1.4' }),
    text(at + (flip ? -5 : 5), 14, `seuil\u00a0: ${kilometres(within)}`, flip ? 'end' : 'start', 'now'),
    ...ticks(end), text(0, 74, 'Part des enfants hors de portée, selon le seuil', 'start', 'axis'));
}
