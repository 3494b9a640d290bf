import type { Classes } from '../map/classes';
import { HARD, MINUS, number, THIN } from './numbers';

export const bound = (b: number): string => number(b, Number.isInteger(b) ? 0 : Math.abs(b * 10 - Math.round(b * 10)) < 1e-9 ? 1 : 2);
const decimal = (b: number): string => (Number.isInteger(b) ? number(b, 1) : bound(b));

const points = (b: number): string => (b < 0 ? `${MINUS}${-b}` : `+${b}`);
const gapText = (step: number, from: number, to: number): string =>
  (step === 0 ? `référence ±${HARD}1` : step === -3 ? `moins de ${points(to)}` : step === 3 ? `${points(from)} et plus` : `[${points(from)}${THIN}; ${points(to)}[`);

/** Each class in words: « [12,5 ; 20,0[ », and « 40 et plus » where a person chose the bounds. */
export function intervals({ bounds, steps, method }: Classes): string[] {
  const last = steps.length - 1;
  if (method === 'gap') return steps.map((step, i) => gapText(step, bounds[i]!, bounds[i + 1]!));
  if (method !== 'manual') return steps.map((_, i) => `[${decimal(bounds[i]!)}${THIN}; ${decimal(bounds[i + 1]!)}${i === last ? ']' : '['}`);
  return steps.map((_, i) => (i === last ? `${bound(bounds[i]!)} et plus` : `${i === 0 ? ']' : '['}${bound(bounds[i]!)}${THIN}; ${bound(bounds[i + 1]!)}[`));
}
