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
    const shape = (exact: boolean): string => markName({ kind: picture.view.kind, radius: 0, dashed: !exact, exact, text: '' }, theme.name);
    return [
      {
        // The colour is an expression, as for the communes of the territory: one shader for both. The edges are those of the fill: as
        // a layer of lines they would have more triangles than all the rest of the map.
        id: 'around', type: 'fill', source: 'around', 'source-layer': 'communes', filter: outside(scene, 'code'),
        paint: { 'fill-color': ['coalesce', ['get', 'colour'], theme.near], 'fill-outline-color': theme['near-line'], 'fill-opacity': picture.basemap ? 0.5 : 1 },
      },
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
