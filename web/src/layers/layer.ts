import type * as GeoJSON from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Sort } from '../map/dots';
import type { Theme } from '../map/theme';
import type { Picture } from '../state/picture';

/** What the drawing stands on besides the data. */
export interface Scene {
  picture: Picture;
  theme: Theme;
  hover: string | null;
  /** Class whose legend row is hovered: the others fade. */
  spotlight: string | null;
  /** Size of patterns against their tile, so that they keep their size on screen between zoom levels. */
  pattern: number;
  narrow: boolean;
  /** The country around, which comes once the territory itself is drawn. */
  around: boolean;
  /** Width and height of the map in pixels, in steps. */
  size: readonly [number, number];
}

export type Swatch =
  | { shape: 'fill'; colour: string; dashed: boolean }
  | { shape: 'hatch'; dashed: boolean }
  | { shape: 'dots' } | { shape: 'grid' } | { shape: 'outline' } | { shape: 'pin' }
  | { shape: 'circle'; dashed: boolean; text: string }
  | { shape: 'kind'; exact: boolean }
  | { shape: 'dot'; sort: Sort }
  | { shape: 'square'; colour: 'ink' | 'out'; full: boolean }
  | { shape: 'badge'; text: string } | { shape: 'moved' };
/** `named`: said elsewhere on the official view, and left out where room is short. */
export interface LegendRow { swatch: Swatch; text: string; named?: boolean }

/** One map layer: its data, its paint and its piece of the legend. */
export interface MapLayer {
  name: string;
  sources(scene: Scene): Record<string, SourceSpecification>;
  layers(scene: Scene): LayerSpecification[];
  legend?(picture: Picture): LegendRow[];
}

export const geojson = (data: GeoJSON.FeatureCollection): SourceSpecification => ({ type: 'geojson', data });
export const NOTHING: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
