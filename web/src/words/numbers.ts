import type { Status } from '../api/types';

/** Narrow no-break space: after ≈ and ≥, between thousands, before % and double punctuation. */
export const THIN = '\u202f';
/** No-break space: before the colon and units, inside « ». */
export const HARD = '\u00a0';
export const MINUS = '\u2212';

export function number(value: number, decimals = 0): string {
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole, part] = fixed.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, THIN);
  const zero = Number(fixed) === 0;
  return `${value < 0 && !zero ? MINUS : ''}${grouped}${part === undefined ? '' : `,${part}`}`;
}

/** The mark before a figure: ≈ for an estimate, ≥ for a lower bound. */
export const mark = (status: Status): string => (status === 'estimated' ? '≈' : status === 'lower-bound' ? '≥' : '');

const BARE: Partial<Record<Status, string>> = { 'not-applicable': 'n.\u00a0a.', 'not-documented': 'n.\u00a0d.', secret: 's', zero: '0' };

/** A figure in one string, the status kept: 37,5 · ≈ 36,2 · ≥ 12,0 · 0 · n. a. · n. d. · s. */
export function figure(value: number | null, status: Status, decimals = 1, unit = ''): string {
  const bare = BARE[status];
  if (bare !== undefined) return bare;
  if (value === null) return BARE['not-documented']!;
  const sign = mark(status);
  if (status === 'lower-bound' && Number(value.toFixed(decimals)) === 0) return `${sign}${THIN}0`;
  return `${sign === '' ? '' : sign + THIN}${number(value, decimals)}${unit}`;
}

export const percent = (share: number, decimals = 1): string => `${number(share * 100, decimals)}${THIN}%`;

/** 100 m steps: "2 km", "2,3 km", "0,1 km". */
export const kilometres = (metres: number): string => {
  const km = metres / 1000;
  const decimals = [0, 1, 2, 3].find((d) => Math.abs(Number(km.toFixed(d)) - km) < 1e-9) ?? 3;
  return `${number(km, decimals)}${HARD}km`;
};

export const about = (metres: number): string => `${number(metres / 1000, 1)}${HARD}km`;

export const signed = (value: number, decimals = 1): string => {
  const text = number(value, decimals);
  return value > 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? `+${text}` : text;
};

/** In French 0 and 1 take the singular, and 1,5 too. */
export const plural = (n: number, one: string, many = `${one}s`): string => (Math.abs(n) < 2 ? one : many);
export const count = (n: number, one: string, many?: string): string => `${number(n)}${HARD}${plural(n, one, many)}`;

/** "2,5", "2.5", "1 200": what a person types; null when it is no number. */
export function readNumber(text: string): number | null {
  const cleaned = text.replace(/[\s\u00a0\u202f]|km/g, '').replace(',', '.');
  if (!/^\d*\.?\d+$|^\d+\.$/.test(cleaned)) return null;
  return Number(cleaned);
}

export const dateFr = (iso: string): string => iso.split('-').reverse().join('/');
