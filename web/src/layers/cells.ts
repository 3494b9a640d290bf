import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { squares } from '../map/squares';
import { isOfficial, type Picture } from '../state/picture';
import { layers as words } from '../words/working';
import { geojson, type LegendRow, type MapLayer, NOTHING } from './layer';

const shown = (p: Picture): boolean => !isOfficial(p) && p.view.cells && (p.cells?.cells.length ?? 0) > 0;
let kept: { of: unknown; data: ReturnType<typeof squares> } | null = null;

/** The children of each cell: brick where nothing is in reach, and only an outline where the number is imputed. */
export const cells: MapLayer = {
  name: 'cells',
  sources: ({ picture: p }) => {
    if (!shown(p)) return { cells: geojson(NOTHING) };
    if (kept?.of !== p.cells) kept = { of: p.cells, data: squares(p.cells!.cells, p.cells!.cell_side) };
    // The smallest squares are not to be simplified away.
    return { cells: { type: 'geojson', data: kept!.data, tolerance: 0 } };
  },
  layers: ({ theme }): LayerSpecification[] => {
    const colour: ExpressionSpecification = ['case', ['get', 'out'], theme.out, theme.ink];
    return [
      { id: 'cells-casing', type: 'line', source: 'cells', paint: { 'line-color': theme.paper, 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 2, 13, 4.5] } },
      { id: 'cells', type: 'fill', source: 'cells', paint: { 'fill-color': ['case', ['get', 'imputed'], theme.paper, colour], 'fill-antialias': false } },
      { id: 'cells-line', type: 'line', source: 'cells', paint: { 'line-color': colour, 'line-width': 1 } },
    ];
  },
  legend: (p): LegendRow[] => {
    if (!shown(p)) return [];
    const has = (test: (c: NonNullable<Picture['cells']>['cells'][number]) => boolean): boolean => p.cells!.cells.some((c) => (c.children ?? 0) > 0 && test(c));
    return [
      { swatch: { shape: 'square', colour: 'ink', full: true }, text: words.square },
      ...(has((c) => c.imputed) ? [{ swatch: { shape: 'square', colour: 'ink', full: false } as const, text: words.imputed }] : []),
      ...(has((c) => (c.out_of_reach ?? 0) > 0) ? [{ swatch: { shape: 'square', colour: 'out', full: true } as const, text: words.out }] : []),
    ];
  },
};
