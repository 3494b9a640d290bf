import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
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
    return [
      { id: 'around-fill', type: 'fill', source: 'around', 'source-layer': 'communes', filter, paint: { 'fill-color': theme.near, 'fill-antialias': false } },
      { id: 'around-line', type: 'line', source: 'around', 'source-layer': 'communes', filter, paint: { 'line-color': theme['near-line'], 'line-width': 1 } },
      {
        id: 'around-facilities', type: 'circle', source: 'around-facilities', 'source-layer': 'facilities',
        filter: ['all', ['==', ['get', 'kind'], picture.view.kind], outside(scene, 'commune')],
        paint: {
          'circle-radius': 4, 'circle-color': theme[`k-${picture.view.kind}`], 'circle-opacity': 0.45,
          'circle-stroke-color': theme.paper, 'circle-stroke-width': 1, 'circle-stroke-opacity': 0.6,
        },
      },
    ];
  },
};
