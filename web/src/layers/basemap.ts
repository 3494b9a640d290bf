import type { MapLayer } from './layer';

/** Pictures under everything, from wherever the server says; none unless it says, and someone asks. */
export const basemap: MapLayer = {
  name: 'basemap',
  sources: ({ picture: { basemap: base } }) => (base
    ? { basemap: { type: 'raster', tiles: [base.url.startsWith('/') ? location.origin + base.url : base.url], tileSize: 256, attribution: '' } } : {}),
  layers: ({ picture }) => (picture.basemap ? [{ id: 'basemap', type: 'raster', source: 'basemap', paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.75 } }] : []),
};
