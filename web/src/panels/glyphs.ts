import type { Kind, WhiteRow } from '../api/types';
import type { Swatch } from '../layers/layer';
import type { Sort } from '../map/dots';
import { CROSS, PIN, SHAPE } from '../map/shapes';
import { unproven } from '../words/sentences';
import { h, s } from './dom';

/** Patterns that every small picture of the page shares. */
export const patterns = (): SVGSVGElement =>
  s('svg', { width: 0, height: 0, class: 'defs', 'aria-hidden': 'true' }, s('defs', {},
    s('pattern', { id: 'hatch', width: 4.6, height: 4.6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('rect', { width: 4.6, height: 4.6, style: 'fill:var(--paper)' }), s('path', { d: 'M1 0V4.6', style: 'stroke:var(--out)', 'stroke-width': 2 })),
    s('pattern', { id: 'hatch-wide', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('rect', { width: 7, height: 7, style: 'fill:var(--out)', 'fill-opacity': 0.07 }),
      s('path', { d: 'M0 0V7', style: 'stroke:var(--paper)', 'stroke-width': 4 }), s('path', { d: 'M0 0V7', style: 'stroke:var(--out)', 'stroke-width': 2.1 })),
    s('pattern', { id: 'dots', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      s('rect', { width: 6, height: 6, style: 'fill:var(--paper)' }),
      s('circle', { cx: 1.5, cy: 1.5, r: 0.95, style: 'fill:var(--ink-3)' }), s('circle', { cx: 4.5, cy: 4.5, r: 0.95, style: 'fill:var(--ink-3)' })),
    s('pattern', { id: 'grid', width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      s('rect', { width: 6, height: 6, style: 'fill:var(--line-2)' }), s('path', { d: 'M0 3H6M3 0V6', style: 'stroke:var(--ink-3)' }))));

export const kindGlyph = (kind: Kind, size = 16, exact = true): SVGSVGElement =>
  s('svg', { width: size, height: size, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    s('path', { d: SHAPE[kind], style: exact ? `fill:var(--k-${kind})` : `fill:var(--paper);stroke:var(--k-${kind});stroke-width:1.7;stroke-dasharray:2.6 1.9` }));

/** A dot of the map, as the map draws it. */
export function dotGlyph(sort: Sort, size = 14): SVGSVGElement {
  const svg = s('svg', { width: size, height: size, viewBox: '-7 -7 14 14', 'aria-hidden': 'true' });
  if (sort === 'out') svg.append(s('path', { d: CROSS, transform: 'scale(1.35)', style: 'fill:none;stroke:var(--out);stroke-width:1.6' }));
  else if (sort === 'with' || sort === 'child') svg.append(s('circle', { r: 4.6, style: `fill:var(--${sort === 'with' ? 'with' : 'ink-3'})` }));
  else svg.append(s('circle', { r: 3.9, style: 'fill:var(--paper);stroke:var(--with);stroke-width:1.7' }));
  return svg;
}

/** On whole pixels: without a graphics card, dashes that have to be smoothed double the time to paint what is around them. */
const box = (style: string): SVGRectElement => s('rect', { x: 1, y: 1, width: 24, height: 14, 'shape-rendering': 'crispEdges', style });

export function swatch(w: Swatch, kind: Kind): SVGSVGElement {
  const dash = 'stroke-dasharray:4 2.4';
  const svg = s('svg', { width: 26, height: 18, viewBox: '0 -1 26 18', 'aria-hidden': 'true' });
  if (w.shape === 'fill') svg.append(box(`fill:var(--${w.colour});stroke:var(--ink);stroke-opacity:.6;${w.dashed ? dash : ''}`));
  if (w.shape === 'hatch') svg.append(box('fill:url(#hatch-wide)'), box(`fill:none;stroke:var(--out);stroke-width:1.3;${w.dashed ? 'stroke-dasharray:4 2.6' : ''}`));
  if (w.shape === 'dots') svg.append(box('fill:url(#dots);stroke:var(--ink);stroke-opacity:.6'));
  if (w.shape === 'grid') svg.append(box('fill:url(#grid);stroke:var(--ink);stroke-opacity:.6'));
  if (w.shape === 'outline') svg.append(box('fill:var(--paper);stroke:var(--ink);stroke-opacity:.6'));
  if (w.shape === 'pin') svg.append(s('path', { d: PIN, transform: 'translate(13 5.4) scale(.56)', style: 'fill:var(--ink)' }));
  if (w.shape === 'square') svg.append(s('rect', { x: 8, y: 3, width: 10, height: 10, style: `fill:var(--${w.full ? w.colour : 'paper'});stroke:var(--${w.colour})` }));
  if (w.shape === 'circle') {
    svg.append(
      s('circle', { cx: 13, cy: 8, r: 7.4, style: `fill:var(--paper);stroke:var(--k-${kind});stroke-width:1.7;${w.dashed ? 'stroke-dasharray:3.4 2.2' : ''}` }),
      s('text', { x: 13, y: 12, 'font-size': 11, 'font-weight': 700, 'text-anchor': 'middle', style: `fill:var(--k-${kind})` }, w.text));
  }
  if (w.shape === 'dot') {
    const glyph = dotGlyph(w.sort);
    glyph.setAttribute('x', '6');
    glyph.setAttribute('y', '1');
    svg.append(glyph);
  }
  if (w.shape === 'badge') {
    svg.append(s('circle', { cx: 13, cy: 8, r: 7, style: 'fill:var(--ink)' }), s('text', { x: 13, y: 12.2, 'font-size': 12, 'font-weight': 700, 'text-anchor': 'middle', style: 'fill:var(--paper)' }, w.text));
  }
  if (w.shape === 'moved') {
    const glyph = kindGlyph(kind, 10);
    glyph.setAttribute('opacity', '.45');
    glyph.setAttribute('y', '3');
    svg.append(s('path', { d: 'M5 8H24', style: 'stroke:var(--ink);stroke-width:2' }), glyph);
  }
  if (w.shape === 'kind') {
    const glyph = kindGlyph(kind, 16, w.exact);
    glyph.setAttribute('x', '5');
    svg.append(glyph);
  }
  return svg;
}

/** Solid, pale or hatched; partly white is hatched up to its share of children. */
export function verdictGlyph(w: WhiteRow | null, reference: number | null): SVGSVGElement {
  const svg = s('svg', { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true', class: 'vg' });
  const square = (style: string): SVGRectElement => s('rect', { x: 1, y: 1, width: 12, height: 12, style });
  const verdict = w?.verdict ?? 'not-documented';
  if (w && unproven(w, reference)) svg.append(square('fill:url(#dots);stroke:var(--with)'));
  else if (verdict === 'not-documented') svg.append(square('fill:url(#dots);stroke:var(--edge)'));
  else if (verdict === 'secret') svg.append(square('fill:url(#grid);stroke:var(--edge)'));
  else if (verdict === 'white') svg.append(square('fill:url(#hatch);stroke:var(--out);stroke-width:1.4'));
  else if (verdict === 'underserved') svg.append(square('fill:var(--without);stroke:var(--with)'));
  else if (verdict === 'covered') svg.append(square('fill:var(--with);stroke:var(--with)'));
  else {
    const served = w && w.with_place !== null && w.children ? w.with_place / w.children >= 0.5 : false;
    const share = w && w.children ? Math.max(0.14, Math.min(0.9, (w.out_of_reach ?? 0) / w.children)) : 0.14;
    svg.append(square(`fill:var(--${served ? 'with' : 'without'});stroke:var(--with)`),
      s('rect', { x: 1, y: (13 - 12 * share).toFixed(1), width: 12, height: (12 * share).toFixed(1), style: 'fill:url(#hatch);stroke:var(--out);stroke-width:1.2' }));
  }
  return svg;
}

export const brand = (): HTMLElement => {
  const dot = (cx: number, cy: number, r: number): SVGCircleElement => s('circle', { cx, cy, r, fill: 'currentColor' });
  return h('a', { class: 'brand', href: '/', 'aria-label': 'maillage' },
    s('svg', { width: 22, height: 22, viewBox: '0 0 22 22', 'aria-hidden': 'true' },
      s('path', { d: 'M4 5.5L11 11L18 4.5M11 11L5 17.5M11 11L17.5 16.5', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 }),
      dot(4, 5.5, 2.4), dot(18, 4.5, 2.4), dot(5, 17.5, 2.4), dot(11, 11, 3),
      s('circle', { cx: 17.5, cy: 16.5, r: 2.6, style: 'fill:var(--paper)', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-dasharray': '2 1.6' })),
    h('span', {}, 'maillage'));
};

/** A figure with its ≈ or ≥ set back, so that digits align. */
export function shown(text: string): HTMLElement {
  const sign = /^([≈≥])\u202f(.*)$/.exec(text);
  return sign ? h('span', { class: 'fig' }, h('span', { class: 'e' }, `${sign[1]!}\u202f`), sign[2]!) : h('span', { class: 'fig' }, text);
}
