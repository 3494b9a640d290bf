import type { LayerSpecification } from 'maplibre-gl';
import { HARD } from '../words/numbers';
import { isOfficial, knownOf } from '../state/picture';
import { empty } from '../words/messages';
import type { LegendRow, MapLayer } from './layer';

/** What a commune without a rate looks like: dots for unknown, grid for secret, paper for n. a. */
export const statuses: MapLayer = {
  name: 'statuses',
  sources: () => ({}),
  layers: ({ theme, pattern }): LayerSpecification[] => [
    {
      id: 'communes-dots', type: 'fill', source: 'communes', filter: ['in', ['get', 'cls'], ['literal', ['not-documented', 'lower-bound']]],
      paint: { 'fill-antialias': false, 'fill-pattern': `dots|${pattern}|${theme.name}` },
    },
    {
      id: 'communes-grid', type: 'fill', source: 'communes', filter: ['==', ['get', 'cls'], 'secret'],
      paint: { 'fill-antialias': false, 'fill-pattern': `grid|${pattern}|${theme.name}` },
    },
  ],
  legend: (p): LegendRow[] => {
    if (isOfficial(p)) {
      const drawn = p.coverage.features.some((f) => f.geometry !== null);
      const dotted = drawn && (knownOf(p) !== 'children' || !p.cells?.cells.length) && p.rows.some((r) => !p.documented || r.white?.verdict === 'not-documented');
      const secret = drawn && p.rows.some((r) => r.white?.verdict === 'secret');
      return [...(dotted ? [{ swatch: { shape: 'dots' as const }, text: 'non renseigné' }] : []), ...(secret ? [{ swatch: { shape: 'grid' as const }, text: 'secret statistique' }] : [])];
    }
    if (!p.documented) return [];
    const n = (cls: string): number => p.rows.filter((r) => r.cls === cls).length;
    const rows: LegendRow[] = [];
    if (n('lower-bound') > 0) rows.push({ swatch: { shape: 'dots' }, text: `≥\u202f0${HARD}: places inconnues (${n('lower-bound')})` });
    if (n('not-documented') > 0) rows.push({ swatch: { shape: 'dots' }, text: `n.${HARD}d.${HARD}: non renseigné (${n('not-documented')})` });
    if (n('not-applicable') > 0) rows.push({ swatch: { shape: 'outline' }, text: `n.${HARD}a.${HARD}: aucun enfant de cet âge (${n('not-applicable')})` });
    if (n('secret') > 0) rows.push({ swatch: { shape: 'grid' }, text: `s${HARD}: secret statistique (${n('secret')})` });
    const bounded = p.rows.filter((r) => r.coverage.status === 'lower-bound' && r.cls !== 'lower-bound').length;
    if (bounded > 0) rows.push({ swatch: { shape: 'outline' }, text: `≥${HARD}: ${empty.lowerBound}` });
    return rows;
  },
};
