import type { MapLayer } from './layer';

/** How much of the paper lies over a style, which comes in any colours; pictures are softened themselves. */
const VEIL = 0.4;

/** Under everything, what the server offers; nothing unless it does, and someone asks. */
export const basemap: MapLayer = {
  name: 'basemap',
  sources: ({ picture: { basemap: ground } }) => ground?.sources ?? {},
  layers: ({ picture: { basemap: ground }, theme }) => {
    if (!ground) return [];
    const coloured = ground.layers.some((layer) => layer.type !== 'raster');
    return [...ground.layers, ...(coloured ? [{ id: 'basemap-veil', type: 'background' as const, paint: { 'background-color': theme.paper, 'background-opacity': VEIL } }] : [])];
  },
};
