import type { Kind } from '../api/types';

/** The shape of each kind in a 14 × 14 box: path data shared by the page's SVG and the map's canvas. */
export const SHAPE: Record<Kind, string> = {
  eaje: 'M12.2 7 A5.2 5.2 0 1 1 1.8 7 A5.2 5.2 0 1 1 12.2 7 Z',
  rpe: 'M7 .9 L13.1 7 L7 13.1 L.9 7 Z',
  laep: 'M7 1.4 L13 12.2 L1 12.2 Z',
  alsh: 'M2 2 H12 V12 H2 Z',
  evs: 'M7 .9 L12.5 4 V10 L7 13.1 L1.5 10 V4 Z',
};

/** Out of reach: around 0, 0. */
export const CROSS = 'M-3 -3L3 3M-3 3L3 -3';
/** Around 0, 0; the tip is 18 below. */
export const PIN = 'M0 18C-3 12.5 -11 8 -11 0A11 11 0 1 1 11 0C11 8 3 12.5 0 18Z';
