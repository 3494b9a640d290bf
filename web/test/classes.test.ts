import { expect, test } from 'vitest';
import { classify, jenksStarts, parted } from '../src/map/classes';
import { scaleLength } from '../src/map/scale-bar';
import { labelPlace } from '../src/panels/solidity';
import { readBounds } from '../src/panels/bounds';
import { sliderEnd } from '../src/panels/threshold';
import { intervals } from '../src/words/classes';

const GALLY = [22.3, 70, 78.1, 21.5, 39.6, 15.6, 153.6, 137.6];

test('natural breaks part the values where the gaps are', () => {
  expect(jenksStarts([1, 2, 3, 20, 21, 90], 3)).toEqual([0, 3, 5]);
});

test('natural breaks are the best of all partitions', () => {
  const values = [3, 4, 9, 12, 13, 30, 31, 45].sort((a, b) => a - b);
  const cost = (xs: number[]): number => { const m = xs.reduce((a, b) => a + b) / xs.length; return xs.reduce((a, x) => a + (x - m) ** 2, 0); };
  let best = Infinity;
  for (let i = 1; i < values.length - 1; i++) for (let j = i + 1; j < values.length; j++) {
    best = Math.min(best, cost(values.slice(0, i)) + cost(values.slice(i, j)) + cost(values.slice(j)));
  }
  const [, i, j] = jenksStarts(values, 3) as [number, number, number];
  expect(cost(values.slice(0, i)) + cost(values.slice(i, j)) + cost(values.slice(j))).toBeCloseTo(best);
});

test('zero is its own class and moves no bound', () => {
  const classes = classify([0, 0, 0, ...GALLY], 'jenks');
  expect(classes.of(0)).toBe('zero');
  expect(classes.bounds).toEqual(classify(GALLY, 'jenks').bounds);
  expect(classes.steps).toEqual([1, 2, 3, 5]);
});

test('classes are closed on the left, and the last holds its end', () => {
  const classes = classify(GALLY, 'jenks');
  classes.bounds.slice(0, -1).forEach((from, i) => expect(classes.of(from)).toBe(String(i)));
  expect(classes.of(153.6)).toBe('3');
  expect(classes.bounds[0]!).toBeLessThanOrEqual(15.6);
  expect(classes.bounds.at(-1)!).toBeGreaterThanOrEqual(153.6);
});

test('printing a bound with one decimal never moves a value to another class', () => {
  const classes = classify([10, 39.55, 39.58, 80], 'quantiles');
  expect([10, 39.55, 39.58, 80].map((x) => classes.of(x))).toEqual(['0', '1', '2', '3']);
});

test('quantiles give classes of the same size', () => {
  const classes = classify([1, 2, 3, 4, 5, 6, 7, 8], 'quantiles');
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((x) => classes.of(x)).join('')).toBe('00112233');
});

test('equal classes have the same width', () => {
  expect(classify([10, 20, 30, 50], 'equal').bounds).toEqual([10, 20, 30, 40, 50]);
});

test('few, equal or no values still give classes that hold', () => {
  expect(classify([], 'jenks').bounds).toEqual([]);
  expect(classify([0, 0], 'quantiles').bounds).toEqual([]);
  expect(classify([12, 12, 12], 'jenks').of(12)).toBe('0');
  expect(classify([12, 40], 'jenks').of(40)).toBe('1');
  expect(classify([5, 5, 5, 5, 9], 'quantiles').bounds).toEqual([5, 9]);
});

test('the scale bar is 1, 2 or 5 of a power of ten', () => {
  expect(scaleLength(30, 110).metres).toBe(2000);
  expect(scaleLength(4.6, 110).metres).toBe(500);
  expect(scaleLength(9.5, 110).metres).toBe(1000);
});

test('the slider ends past the last child and past the threshold', () => {
  expect(sliderEnd([10, 5, 0, 0, 0], 250, 2000)).toBe(6000);
  expect(sliderEnd([...new Array<number>(40).fill(1), 0], 250, 2000)).toBe(10_000);
  expect(sliderEnd([10], 250, 45_000)).toBe(60_000);
});

test('bounds that a person chose are kept, zero apart, the last class without end', () => {
  const classes = parted([10, 20, 40]);
  expect([0, 0.1, 9.9, 10, 39.9, 40, 900].map(classes.of)).toEqual(['zero', '0', '0', '1', '2', '3', '3']);
  expect(classes.steps).toEqual([1, 2, 3, 5]);
  expect(intervals(classes).map((t) => t.replace(/\u202f/g, ' '))).toEqual([']0 ; 10[', '[10 ; 20[', '[20 ; 40[', '40 et plus']);
});

test('typed bounds are read with semicolons, spaces or commas, and refused where they do not grow', () => {
  expect(readBounds('10 ; 20,5 ; 40')).toEqual([10, 20.5, 40]);
  expect(readBounds('10, 20, 40')).toEqual([10, 20, 40]);
  expect(readBounds('10,20,40')).toEqual([10, 20, 40]);
  expect(readBounds('10 20\u202f; 40')).toEqual([10, 20, 40]);
  for (const wrong of ['', '20 ; 10', '10 ; 10', '0 ; 10', '-5', 'dix', '1 ; 2 ; 3 ; 4 ; 5', '1000 2']) expect(readBounds(wrong), wrong).toBeNull();
});

test('« tous à portée dès » crosses neither the line of the threshold nor the edge', () => {
  for (let reached = 0; reached <= 316; reached += 4) for (let at = 0; at <= 316; at += 4) {
    const { x, anchor } = labelPlace(reached, at);
    const [from, to] = anchor === 'start' ? [x, x + 150] : [x - 150, x];
    expect(at > from && at < to, `${reached} ${at}`).toBe(false);
    expect(from >= 0 && to <= 328, `${reached} ${at}`).toBe(true);
  }
});
