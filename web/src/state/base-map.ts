import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Basemap } from '../api/types';
import { errors } from '../words/messages';

/** What is drawn under the figures, as the map library takes it, and who made it. */
export interface Ground { attribution: string; sources: Record<string, SourceSpecification>; layers: LayerSpecification[] }

const OWN = 'basemap';
/** As the worker of the map asks for it: whole, with the braces as they are. */
const whole = (address: string, from: string): string => new URL(address, from).href.replace(/%7B/g, '{').replace(/%7D/g, '}');

/** Softened, so that the figures stand out. */
const pictures = (address: string): Omit<Ground, 'attribution'> => ({
  sources: { [OWN]: { type: 'raster', tiles: [whole(address, location.href)], tileSize: 256 } },
  layers: [{ id: OWN, type: 'raster', source: OWN, paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.75 } }],
});

/** Surfaces and lines. Names and signs would stand among ours, and need letters and pictures of another host besides. */
const DRAWN: readonly string[] = ['background', 'fill', 'line', 'raster'];
const plain = (layer: LayerSpecification): boolean => DRAWN.includes(layer.type) && !Object.keys(layer.paint ?? {}).some((name) => name.endsWith('-pattern'));

/** What can be drawn of a style: that of its sources which are on its own host, the only one that the security policy names. */
export function styled(style: StyleSpecification, address: string): Omit<Ground, 'attribution'> {
  const { origin } = new URL(address);
  const near = (url: string): string[] => (new URL(url, address).origin === origin ? [whole(url, address)] : []);
  const sources: Ground['sources'] = {};
  for (const [name, source] of Object.entries(style.sources)) {
    if (source.type !== 'vector' && source.type !== 'raster') continue;
    const { url: told = '', tiles: given = [], ...rest } = source;
    const [url, tiles] = [told === '' ? [] : near(told), given.flatMap(near)];
    if (tiles.length > 0) sources[`${OWN}-${name}`] = { ...rest, tiles };
    else if (url[0] !== undefined) sources[`${OWN}-${name}`] = { ...rest, url: url[0] };
  }
  const layers = style.layers.filter(plain).map((layer) => ({ ...layer, id: `${OWN}-${layer.id}`, ...('source' in layer ? { source: `${OWN}-${String(layer.source)}` } : {}) }) as LayerSpecification);
  return { sources, layers: layers.filter((layer) => !('source' in layer) || String(layer.source) in sources) };
}

/** The base map that the server offers; a style is asked for once it is wanted. */
export class BaseMap {
  private ground: Ground | null = null;
  private asked = false;

  /** `came`: the style is there, or why it is not. */
  constructor(private readonly offer: Basemap | null, private readonly came: (why: string | null) => void) {
    if (offer && 'tiles' in offer) this.ground = { ...pictures(offer.tiles), attribution: offer.attribution };
  }

  get offered(): boolean { return this.offer !== null; }

  drawn(): Ground | null {
    if (this.ground === null && !this.asked && this.offer && 'style' in this.offer) void this.ask(this.offer);
    return this.ground;
  }
  private async ask({ style, attribution }: { style: string; attribution: string }): Promise<void> {
    this.asked = true;
    try {
      const answer = await fetch(style);
      if (!answer.ok) throw new Error(String(answer.status));
      this.ground = { ...styled((await answer.json()) as StyleSpecification, style), attribution };
      this.came(null);
    } catch {
      this.ground = null;
      this.came(errors.noBaseMap);
      // The next view that wants it asks again.
      this.asked = false;
    }
  }
}
