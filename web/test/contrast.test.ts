import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const [bright = '', night = ''] = css.split('@media');

const tokens = (text: string): Map<string, string> => new Map([...text.matchAll(/--([\w-]+):(#[0-9A-F]{6})/gi)].map((m) => [m[1]!, m[2]!]));
const light = tokens(bright);
const dark = new Map([...light, ...tokens(night)]);

/** Relative luminance and contrast, as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const SURFACES = ['paper', 'ground', 'hover'];
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['ink', SURFACES], ['ink-2', SURFACES], ['ink-3', SURFACES], ['with', ['paper', 'ground']], ['out', ['paper', 'ground', 'out-bg', 'near']],
  // Chosen buttons are reversed; names on the map stand on paper, and over the neighbours.
  ['paper', ['ink']], ['ink', ['near', 's0', 's1', 's2']], ['ink-2', ['near']],
];
const DRAWN: readonly (readonly [string, readonly string[]])[] = [
  ['edge', ['paper', 'ground']], ['focus', ['paper', 'ground', 'hover', 'near']], ['with', SURFACES], ['out', SURFACES], ['sel', ['paper', 'near']],
  ...['eaje', 'rpe', 'laep', 'alsh', 'evs'].map((kind) => [`k-${kind}`, ['paper']] as const),
];

describe.each([['light', light], ['dark', dark]] as const)('in the %s', (_, theme) => {
  const at = (name: string): string => {
    const value = theme.get(name);
    if (value === undefined) throw new Error(`no token ${name}`);
    return value;
  };
  test.each(TEXT.flatMap(([ink, surfaces]) => surfaces.map((s) => [ink, s] as const)))('%s is read on %s', (ink, surface) => {
    expect(contrast(at(ink), at(surface))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(DRAWN.flatMap(([ink, surfaces]) => surfaces.map((s) => [ink, s] as const)))('%s is seen on %s', (ink, surface) => {
    expect(contrast(at(ink), at(surface))).toBeGreaterThanOrEqual(3);
  });
});

test('black on white is 21', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
});
