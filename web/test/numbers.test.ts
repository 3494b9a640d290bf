import { expect, test } from 'vitest';
import { count, dateFr, figure, kilometres, number, percent, plural, readNumber, signed } from '../src/words/numbers';
import { wholeParts } from '../src/words/parts';

test('thousands take a narrow no-break space, decimals a comma, negatives a true minus', () => {
  expect(number(1378)).toBe('1\u202f378');
  expect(number(1234567.25, 1)).toBe('1\u202f234\u202f567,3');
  expect(number(-0.9, 1)).toBe('\u22120,9');
  expect(number(-0.01, 1)).toBe('0,0');
});

test('a figure carries its status', () => {
  expect(figure(37.5, 'observed')).toBe('37,5');
  expect(figure(36.16, 'estimated')).toBe('≈\u202f36,2');
  expect(figure(12, 'lower-bound')).toBe('≥\u202f12,0');
  expect(figure(0, 'lower-bound')).toBe('≥\u202f0');
  expect(figure(0, 'zero')).toBe('0');
  expect(figure(null, 'not-applicable')).toBe('n.\u00a0a.');
  expect(figure(null, 'not-documented')).toBe('n.\u00a0d.');
  expect(figure(3, 'secret')).toBe('s');
  expect(figure(20.6, 'estimated', 1, '\u202f%')).toBe('≈\u202f20,6\u202f%');
});

test('a missing number never becomes zero', () => {
  expect(figure(null, 'observed')).toBe('n.\u00a0d.');
});

test('0 and 1 take the singular, and so does 1,5', () => {
  expect([0, 1, 1.5, 2].map((n) => plural(n, 'place'))).toEqual(['place', 'place', 'place', 'places']);
  expect(count(2, 'enfant')).toBe('2\u00a0enfants');
});

test('shares, distances, differences and dates read as French', () => {
  expect(percent(0.548)).toBe('54,8\u202f%');
  expect(kilometres(2000)).toBe('2\u00a0km');
  expect(kilometres(2300)).toBe('2,3\u00a0km');
  expect(kilometres(100)).toBe('0,1\u00a0km');
  expect(signed(1.25)).toBe('+1,3');
  expect(signed(-1.2)).toBe('\u22121,2');
  expect(signed(0.01)).toBe('0,0');
  expect(dateFr('2026-11-22')).toBe('22/11/2026');
});

test('what a person types is read, and nothing else', () => {
  expect(readNumber('2,5')).toBe(2.5);
  expect(readNumber('2.5 km')).toBe(2.5);
  expect(readNumber('1\u202f200')).toBe(1200);
  expect(readNumber('')).toBeNull();
  expect(readNumber('beaucoup')).toBeNull();
  expect(readNumber('1e5')).toBeNull();
});

test('whole parts add up to the whole', () => {
  expect(wholeParts([319.5, 269.5, 18.975])).toEqual([320, 269, 19]);
  expect(wholeParts([10.02, 33.17, 1.2])).toEqual([10, 33, 1]);
  expect(wholeParts([0.4, 0.4, 0.4])).toEqual([1, 0, 0]);
  expect(wholeParts([0, 0, 0])).toEqual([0, 0, 0]);
  for (let i = 0; i < 200; i++) {
    const parts = [i * 0.37, 41.13 / (i + 1), (i * i) % 17.3];
    const whole = wholeParts(parts);
    expect(whole.reduce((a, b) => a + b)).toBe(Math.round(parts.reduce((a, b) => a + b)));
    whole.forEach((w, k) => expect(Math.abs(w - parts[k]!)).toBeLessThan(1.01));
  }
});
