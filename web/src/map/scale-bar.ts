import { HARD, number } from '../words/numbers';
import { h } from '../panels/dom';

/** The longest 1, 2 or 5 × 10ⁿ metres that fit in `width` pixels. */
export function scaleLength(metresPerPixel: number, width: number): { metres: number; pixels: number } {
  const most = metresPerPixel * width;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((m) => m * power).find((m) => m <= most) ?? power;
  return { metres, pixels: metres / metresPerPixel };
}

export function scaleBar(): { element: HTMLElement; update(metresPerPixel: number): void } {
  const bar = h('i', {});
  const text = h('span', {});
  return {
    element: h('div', { class: 'scale', 'aria-hidden': 'true' }, bar, text),
    update: (metresPerPixel) => {
      const { metres, pixels } = scaleLength(metresPerPixel, 110);
      bar.style.width = `${pixels.toFixed(1)}px`;
      text.textContent = metres < 1000 ? `${number(metres)}${HARD}m` : `${number(metres / 1000)}${HARD}km`;
    },
  };
}
