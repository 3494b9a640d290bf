import { expect, test } from 'vitest';
import { serves } from '../src/state/picture';

test('a service counts for the ages that it takes', () => {
  expect(serves(null, '0-2')).toBe(true);
  expect(serves('3-11', '3-11')).toBe(true);
  expect(serves('11-17', '3-11')).toBe(false);
  expect(serves('0-5', '0-2')).toBe(true);
  expect(serves('3-17', '11-17')).toBe(true);
});
