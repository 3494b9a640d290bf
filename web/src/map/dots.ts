import type { Cell } from '../api/official';
import { wholeParts } from '../words/parts';

/** What a dot says: a place in reach, none, out of reach; in reach where places do not count; or only a child. */
export type Sort = 'with' | 'without' | 'out' | 'reach' | 'child';
export interface Dot { lon: number; lat: number; sort: Sort; code: string }
/** What is known of the whole decides what its dots may say. */
export type Known = 'places' | 'reach' | 'children';

/** More dots than this are a stain. */
export const MOST_DOTS = 1500;
/** One dot stands for 1, 5, 10, 50, 100, 500… children. */
export function childrenPerDot(children: number): number {
  let each = 1;
  for (let five = true; children / each > MOST_DOTS; five = !five) each *= five ? 5 : 2;
  return each;
}

const SORTS: Record<Known, readonly Sort[]> = { places: ['with', 'without', 'out'], reach: ['reach', 'out'], children: ['child'] };

const valueOf = (c: Cell, sort: Sort): number => {
  const all = c.children ?? 0;
  const out = Math.min(all, c.out_of_reach ?? 0);
  return { with: c.with_place ?? 0, without: c.without_place ?? 0, out, reach: all - out, child: all }[sort];
};

/** How many dots of each sort there are in all: rounded as the numbers under the bar are. */
export function dotCounts(cells: readonly Cell[], known: Known, each: number): (readonly [Sort, number])[] {
  const whole = wholeParts(SORTS[known].map((sort) => cells.reduce((sum, c) => sum + valueOf(c, sort) / each, 0)));
  return SORTS[known].map((sort, i) => [sort, whole[i]!]);
}

/** Dots of one sort by cell: whole numbers that add up over each commune, and over all to `total`. */
function spread(cells: readonly Cell[], sort: Sort, each: number, total: number): number[] {
  const values = cells.map((c) => valueOf(c, sort) / each);
  const codes = [...new Set(cells.map((c) => c.code))];
  const sums = codes.map((code) => values.reduce((sum, v, i) => (cells[i]!.code === code ? sum + v : sum), 0));
  const whole = wholeParts(sums, total);
  const scale = new Map(codes.map((code, i) => [code, sums[i]! > 0 ? whole[i]! / sums[i]! : 0]));
  // What rounding takes from one cell it gives to the next: error diffusion along the rows of the grid.
  const carried = new Map<string, number>();
  return cells.map(({ code }, i) => {
    const before = carried.get(code) ?? 0;
    const after = before + values[i]! * (scale.get(code) ?? 0);
    carried.set(code, after);
    return Math.round(after + 1e-9) - Math.round(before + 1e-9);
  });
}

/** Mulberry32: the same seed gives the same draws on every machine. */
function draws(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LAT_METRES = 111_195;
const lonMetres = (lat: number): number => LAT_METRES * Math.cos((lat * Math.PI) / 180);

/** Every dot inside its cell. A cell's draws hang on where it lies: another threshold changes colours, not places. */
export function placeDots(all: readonly Cell[], known: Known, each: number, side: number): Dot[] {
  const cells = all.filter((c) => c.lon !== null && c.lat !== null);
  const counts = dotCounts(cells, known, each).map(([sort, total]) => [sort, spread(cells, sort, each, total)] as const);
  return cells.flatMap((c, i) => {
    const [lon, lat] = [c.lon!, c.lat!];
    const draw = draws(Math.round(lon * 1e5) * 31 + Math.round(lat * 1e5));
    return counts.flatMap(([sort, of]) => Array.from({ length: Math.max(0, of[i]!) }, (): Dot => ({
      lon: lon + ((draw() - 0.5) * side) / lonMetres(lat), lat: lat + ((draw() - 0.5) * side) / LAT_METRES, sort, code: c.code,
    })));
  });
}

export interface Obstacle { lon: number; lat: number; metres: number }
const ROUNDS = 14;
/** A grid of no more squares than this a side, whatever lies far off. */
const WIDEST = 1000;

/** Dots nearer than `spacing` metres give way to each other, and to what stands on the map. */
export function pushApart(dots: readonly Dot[], spacing: number, obstacles: readonly Obstacle[]): Dot[] {
  const lat0 = dots[0]?.lat;
  if (lat0 === undefined) return [];
  const [mx, my] = [lonMetres(lat0), LAT_METRES];
  const x = Float64Array.from(dots, (d) => d.lon * mx);
  const y = Float64Array.from(dots, (d) => d.lat * my);
  const stones = obstacles.map((o) => ({ x: o.lon * mx, y: o.lat * my, metres: o.metres }));
  const give = (i: number, dx: number, dy: number, far: number, by: number, j: number): void => {
    // Two on one point part in a direction of their own.
    const east = by * (far > 1e-6 ? dx / far : Math.cos(i * 2.4));
    const north = by * (far > 1e-6 ? dy / far : Math.sin(i * 2.4));
    x[i] = x[i]! + east;
    y[i] = y[i]! + north;
    if (j >= 0) { x[j] = x[j]! - east; y[j] = y[j]! - north; }
  };
  // Squares no smaller than the spacing, with an empty one all around: who is near stands in one of nine.
  const [west, south] = [x.reduce((a, b) => Math.min(a, b), Infinity), y.reduce((a, b) => Math.min(a, b), Infinity)];
  const [wide, high] = [x.reduce((a, b) => Math.max(a, b), west) - west, y.reduce((a, b) => Math.max(a, b), south) - south];
  const side = Math.max(spacing, wide / WIDEST, high / WIDEST);
  const [columns, rows] = [Math.floor(wide / side) + 3, Math.floor(high / side) + 3];
  const within = (at: number, end: number): number => Math.min(Math.max(at, 1), end - 2);
  /** The last dot of each square, and before each dot the one that was last in its square. */
  const last = new Int32Array(columns * rows);
  const before = new Int32Array(dots.length);
  const squareOf = new Int32Array(dots.length);
  const near2 = spacing * spacing;
  for (let round = 0; round < ROUNDS; round++) {
    last.fill(-1);
    for (let i = 0; i < dots.length; i++) {
      const square = within(Math.floor((y[i]! - south) / side) + 1, rows) * columns + within(Math.floor((x[i]! - west) / side) + 1, columns);
      squareOf[i] = square;
      before[i] = last[square]!;
      last[square] = i;
    }
    for (let i = 0; i < dots.length; i++) {
      for (let row = -columns; row <= columns; row += columns) for (let column = -1; column <= 1; column++) {
        for (let j = last[squareOf[i]! + row + column]!; j > i; j = before[j]!) {
          const dx = x[i]! - x[j]!;
          const dy = y[i]! - y[j]!;
          const far2 = dx * dx + dy * dy;
          if (far2 >= near2) continue;
          const far = Math.sqrt(far2);
          give(i, dx, dy, far, (spacing - far) / 2, j);
        }
      }
      for (const o of stones) {
        const dx = x[i]! - o.x;
        const dy = y[i]! - o.y;
        const far2 = dx * dx + dy * dy;
        if (far2 >= o.metres * o.metres) continue;
        const far = Math.sqrt(far2);
        give(i, dx, dy, far, o.metres - far, -1);
      }
    }
  }
  return dots.map((d, i) => ({ ...d, lon: x[i]! / mx, lat: y[i]! / my }));
}
