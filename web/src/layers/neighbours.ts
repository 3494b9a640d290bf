import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { markName } from '../map/images';
import type { MapLayer, Scene } from './layer';

const tiles = (name: string): SourceSpecification => ({
  type: 'vector', tiles: [`${location.origin}/tiles/${name}/{z}/{x}/{y}`], minzoom: 5, maxzoom: 12,
});

const outside = (scene: Scene, property: string): ExpressionSpecification =>
  ['!', ['in', ['get', property], ['literal', scene.picture.territory.communes.map((c) => c.code)]]];

/** Communes around the territory, and their services of the same kind, from the server's tiles. */
export const neighbours: MapLayer = {
  name: 'neighbours',
  sources: () => ({ around: tiles('communes'), 'around-facilities': tiles('facilities') }),
  layers: (scene): LayerSpecification[] => {
    const { theme, picture } = scene;
    const filter = outside(scene, 'code');
    const shape = (exact: boolean): string => markName({ kind: picture.view.kind, radius: 0, dashed: !exact, exact, text: '' }, theme.name);
    return [
      {
        id: 'around-fill', type: 'fill', source: 'around', 'source-layer': 'communes', filter, // An expression, as for the communes of the territory: one shader for both.
        paint: { 'fill-color': ['coalesce', ['get', 'colour'], theme.near], 'fill-antialias': false, 'fill-opacity': picture.basemap ? 0.5 : 1 },
      },
      { id: 'around-line', type: 'line', source: 'around', 'source-layer': 'communes', filter, paint: { 'line-color': theme['near-line'], 'line-width': 1 } },
      {
        id: 'around-facilities', type: 'symbol', source: 'around-facilities', 'source-layer': 'facilities',
        filter: ['all', ['==', ['get', 'kind'], picture.view.kind], outside(scene, 'commune')],
        layout: {
          'icon-allow-overlap': true, 'icon-size': 0.8,
          'icon-image': ['case', ['==', ['get', 'precision'], 'exact'], shape(true), shape(false)],
        },
        paint: { 'icon-opacity': 0.45 },
      },
    ];
  },
};
