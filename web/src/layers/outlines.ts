import type { LayerSpecification } from 'maplibre-gl';
import { borders } from '../map/arcs';
import { isOfficial, type Picture } from '../state/picture';
import { geojson, type LegendRow, type MapLayer } from './layer';

const dashedCodes = (p: Picture): Set<string> =>
  new Set(p.documented && !isOfficial(p) ? p.rows.filter((r) => r.coverage.status === 'estimated').map((r) => r.code) : []);

/** Commune borders again, above the hatch: dashed where both rates are estimated. */
export const outlines: MapLayer = {
  name: 'outlines',
  sources: ({ picture: p }) => {
    const dashed = dashedCodes(p);
    return { borders: geojson(borders(p.coverage.features.map((f) => ({ geometry: f.geometry, dashed: dashed.has(f.properties.code) })))) };
  },
  layers: ({ theme, picture }): LayerSpecification[] => {
    const line = (id: string, width: number, opacity: number, dash?: number[]): LayerSpecification => ({
      id: `border-${id}`, type: 'line', source: 'borders', filter: ['==', ['get', 'line'], id], layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.ink, 'line-width': width, 'line-opacity': opacity, ...(dash ? { 'line-dasharray': dash } : {}) },
    });
    return [line('solid', 1, isOfficial(picture) ? 0.22 : 0.75), line('dashed', 1, 0.75, [5, 3]), line('outer', 1.7, 1)];
  },
  legend: (p): LegendRow[] => (dashedCodes(p).size > 0 ? [{ swatch: { shape: 'fill', colour: 'paper', dashed: true }, text: 'contour tireté : taux estimé' }] : []),
};
