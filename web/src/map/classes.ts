import type { Method } from '../state/view';

/** Left-closed classes `[from ; to[`; the last one holds its end. Zero is never in them. */
export interface Classes {
  bounds: number[];
  /** Step of the colour ramp of each class: 1…5, or −3…3 for a gap. */
  steps: number[];
  method: Method | 'manual' | 'gap';
  of(rate: number): string;
}

/** From this many values on, a fifth class can be read. */
const FIVE_CLASSES_FROM = 16;
const STEPS: Record<number, number[]> = { 0: [], 1: [3], 2: [2, 4], 3: [1, 3, 5], 4: [1, 2, 3, 5], 5: [1, 2, 3, 4, 5] };

const down = (x: number): number => Math.floor(x * 10 + 1e-9) / 10;
const up = (x: number): number => Math.ceil(x * 10 - 1e-9) / 10;

/** Natural breaks: indices where each class starts, least sum of squares within (Fisher, exact). */
export function jenksStarts(sorted: readonly number[], classes: number): number[] {
  const n = sorted.length;
  const sum = [0];
  const square = [0];
  for (const x of sorted) {
    sum.push(sum.at(-1)! + x);
    square.push(square.at(-1)! + x * x);
  }
  const cost = (i: number, j: number): number => {
    const s = sum[j]! - sum[i]!;
    return square[j]! - square[i]! - (s * s) / (j - i);
  };
  let best = Array.from({ length: n + 1 }, (_, j) => (j === 0 ? 0 : cost(0, j)));
  const cuts: number[][] = [];
  for (let k = 2; k <= classes; k++) {
    const next = new Array<number>(n + 1).fill(Infinity);
    const cut = new Array<number>(n + 1).fill(0);
    for (let j = k; j <= n; j++) {
      for (let i = k - 1; i < j; i++) {
        const total = best[i]! + cost(i, j);
        if (total < next[j]! - 1e-12) {
          next[j] = total;
          cut[j] = i;
        }
      }
    }
    cuts.unshift(cut);
    best = next;
  }
  const starts: number[] = [];
  let end = n;
  for (const cut of cuts) {
    end = cut[end]!;
    starts.unshift(end);
  }
  return [0, ...starts];
}

function lowerEnds(sorted: readonly number[], count: number, method: Method): number[] {
  const first = sorted[0]!;
  const last = sorted.at(-1)!;
  if (method === 'equal') return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / count);
  if (method === 'quantiles') return Array.from({ length: count }, (_, i) => sorted[Math.floor((i * sorted.length) / count)]!);
  return jenksStarts(sorted, count).map((start) => sorted[start]!);
}

/** A break printed with one decimal must not move a value to another class. */
function printable(bound: number, sorted: readonly number[]): number {
  const rounded = down(bound);
  return sorted.some((x) => x >= rounded && x < bound) ? bound : rounded;
}

/** Classes parted at bounds that a person chose; the last one has no end. */
export function parted(at: readonly number[]): Classes {
  const bounds = [0, ...at, Infinity];
  return { bounds, steps: STEPS[at.length + 1] ?? [], method: 'manual', of: (rate) => (rate <= 0 ? 'zero' : String(bounds.findLastIndex((b) => rate >= b))) };
}

const GAPS = [-Infinity, -25, -10, -1, 1, 10, 25, Infinity];

/** Classes of points below and above a reference; the middle one is within a point of it. */
export const apart = (): Classes => ({ bounds: GAPS, steps: [-3, -2, -1, 0, 1, 2, 3], method: 'gap', of: (points) => String(GAPS.findLastIndex((b) => points >= b)) });

/** The token of a class's colour. */
export const colourOf = ({ steps, method }: Classes, i: number): string => `${method === 'gap' ? 'd' : 's'}${steps[i] ?? 0}`;

export function classify(rates: readonly number[], method: Method): Classes {
  const sorted = rates.filter((x) => x > 0).sort((a, b) => a - b);
  const count = Math.min(sorted.length >= FIVE_CLASSES_FROM ? 5 : 4, new Set(sorted).size);
  const ends = count === 0 ? [] : [...new Set(lowerEnds(sorted, count, method))];
  const bounds = ends.length === 0 ? [] : [...ends.map((b) => printable(b, sorted)), up(sorted.at(-1)!)];
  const steps = STEPS[ends.length] ?? [];
  return {
    bounds, steps, method,
    of: (rate) => {
      if (rate <= 0) return 'zero';
      for (let i = ends.length - 1; i > 0; i--) if (rate >= bounds[i]!) return String(i);
      return '0';
    },
  };
}
