/** Colours as the style sheet says them now, for what is drawn on a canvas or by the map. */
export type Theme = Record<
  'ground' | 'paper' | 'ink' | 'ink-3' | 'line' | 'line-2' | 'edge' | 's0' | 's1' | 's2' | 's3' | 's4' | 's5' | 'with' | 'out' |
  'near' | 'near-line' | 'sel' | 'k-eaje' | 'k-rpe' | 'k-laep' | 'k-alsh' | 'k-evs' | 'd-3' | 'd-2' | 'd-1' | 'd0' | 'd1' | 'd2' | 'd3', string> & { name: string };

const NAMES = ['ground', 'paper', 'ink', 'ink-3', 'line', 'line-2', 'edge', 's0', 's1', 's2', 's3', 's4', 's5', 'with', 'out',
  'near', 'near-line', 'sel', 'k-eaje', 'k-rpe', 'k-laep', 'k-alsh', 'k-evs', 'd-3', 'd-2', 'd-1', 'd0', 'd1', 'd2', 'd3'] as const;

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(NAMES.map((n) => [n, style.getPropertyValue(`--${n}`).trim()])) as Record<(typeof NAMES)[number], string>;
  return { ...colours, name: colours.paper };
}

export const onThemeChange = (changed: () => void): void =>
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
