import type { LayerSpecification } from 'maplibre-gl';
import { childrenPerDot, type Dot, dotCounts, type Known, placeDots, pushApart } from '../map/dots';
import { official } from '../words/official';
import { isOfficial, knownOf, type Picture } from '../state/picture';
import { geojson, type LegendRow, type MapLayer, NOTHING, type Scene } from './layer';
import { sites } from './sites';

/** Pixels between two dots, and around a service, at the scale that shows the whole territory. */
const APART = { wide: 5.4, narrow: 3.2 };
const CLEAR = { wide: 16, narrow: 12 };
/** What the title and the margins take of the map's frame, in pixels. */
const MARGIN = { wide: [44, 142], narrow: [28, 102] } as const;

export const dotSize = (p: Picture): number => childrenPerDot(p.cells?.total.children ?? 0);

function metresPerPixel({ picture, size, narrow }: Scene): number {
  const box = picture.territory.bbox;
  if (!box) return 20;
  const [w, s, e, n] = box;
  const margin = MARGIN[narrow ? 'narrow' : 'wide'];
  const [wide, high] = [Math.max(80, size[0] - margin[0]), Math.max(80, size[1] - margin[1])];
  return Math.max(((e - w) * 111_195 * Math.cos((n * Math.PI) / 180)) / wide, ((n - s) * 111_195) / high);
}

let kept: { cells: unknown; of: string; known: Known; dots: Dot[] } | null = null;

/** Placed once for each answer: every redraw of the map asks again. */
function dotsOf(scene: Scene): Dot[] {
  const { picture: p, narrow } = scene;
  if (!isOfficial(p) || !p.cells) return [];
  const known = knownOf(p);
  const of = [...scene.size, narrow].join();
  const room = narrow ? 'narrow' : 'wide';
  if (kept?.cells === p.cells && kept.of === of && kept.known === known) return kept.dots;
  const scale = metresPerPixel(scene);
  const placed = placeDots(p.cells.cells, known, dotSize(p), p.cells.cell_side);
  const dots = pushApart(placed, APART[room] * scale, sites(p).map(({ lon, lat }) => ({ lon, lat, metres: CLEAR[room] * scale })));
  kept = { cells: p.cells, of, known, dots };
  return dots;
}

/** One dot per child: disc, ring or cross. Symbols, so that names make room for them. */
export const dots: MapLayer = {
  name: 'dots',
  sources: (scene) => {
    const all = dotsOf(scene);
    return {
      dots: geojson(all.length === 0 ? NOTHING : {
        type: 'FeatureCollection',
        features: all.map((d) => ({
          type: 'Feature', geometry: { type: 'Point', coordinates: [d.lon, d.lat] }, properties: { code: d.code, image: `dot|${d.sort}|${scene.theme.name}` },
        })),
      }),
    };
  },
  layers: ({ narrow }): LayerSpecification[] => [{
    id: 'dots', type: 'symbol', source: 'dots',
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-padding': 0, 'icon-size': narrow ? 0.62 : 1 },
  }],
  legend: (p): LegendRow[] => {
    if (!isOfficial(p) || !p.cells || p.cells.cells.length === 0) return [];
    return dotCounts(p.cells.cells, knownOf(p), dotSize(p)).flatMap(([sort, n]): LegendRow[] =>
      n === 0 ? [] : [{ swatch: { shape: 'dot', sort }, text: official.sorts[sort], named: sort !== 'child' }]);
  },
};
