import type { MapLayer } from './layer';

export const ground: MapLayer = {
  name: 'ground',
  sources: () => ({}),
  layers: ({ theme }) => [{ id: 'ground', type: 'background', paint: { 'background-color': theme.ground } }],
};
