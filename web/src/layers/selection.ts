import type { LayerSpecification } from 'maplibre-gl';
import type { MapLayer } from './layer';

export const selection: MapLayer = {
  name: 'selection',
  sources: () => ({}),
  layers: ({ picture, hover, theme }): LayerSpecification[] => {
    const line = (id: string, code: string | null, colour: string, width: number): LayerSpecification => ({
      id, type: 'line', source: 'communes', filter: ['==', ['get', 'code'], code ?? ''],
      layout: { 'line-join': 'round' }, paint: { 'line-color': colour, 'line-width': width },
    });
    return [
      line('hovered', hover, theme.ink, 2),
      line('selected-casing', picture.view.commune, theme.paper, 6),
      line('selected', picture.view.commune, theme.sel, 3),
    ];
  },
};
