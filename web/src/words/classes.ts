import type { Classes } from '../map/classes';
import { number, THIN } from './numbers';

export const bound = (b: number): string => number(b, Number.isInteger(b) ? 0 : Math.abs(b * 10 - Math.round(b * 10)) < 1e-9 ? 1 : 2);
const decimal = (b: number): string => (Number.isInteger(b) ? number(b, 1) : bound(b));

/** Each class in words: « [12,5 ; 20,0[ », and « 40 et plus » where a person chose the bounds. */
export function intervals({ bounds, steps, method }: Classes): string[] {
  const last = steps.length - 1;
  if (method !== 'manual') return steps.map((_, i) => `[${decimal(bounds[i]!)}${THIN}; ${decimal(bounds[i + 1]!)}${i === last ? ']' : '['}`);
  return steps.map((_, i) => (i === last ? `${bound(bounds[i]!)} et plus` : `${i === 0 ? ']' : '['}${bound(bounds[i]!)}${THIN}; ${bound(bounds[i + 1]!)}[`));
}
