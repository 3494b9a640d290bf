import { type LngLatBoundsLike, Map as GlMap, prewarm, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { FILL } from '../layers/fill';
import type { Scene } from '../layers/layer';
import { among, buildStyle } from '../layers/order';
import { isOfficial, type Picture } from '../state/picture';
import type { LonLat } from '../state/position';
import type { Camera } from '../state/view';
import { draggable, type Hand, serviceAt } from './drag';
import { drawImage, warm } from './images';
import { readTheme, type Theme } from './theme';

setWorkerUrl(workerUrl);
// The worker starts while the answers are on their way.
prewarm();
warm();

export interface MapEvents extends Hand {
  /** `services`: those of the mark that was pressed, while a scenario is on. */
  pick(code: string | null, at: LonLat, services: readonly string[]): void;
  hover(code: string | null): void;
  camera(camera: Camera): void;
  /** Metres per CSS pixel at the centre, for the scale bar. */
  scale(metresPerPixel: number): void;
}

/** Milliseconds that a base map may take. */
const PATIENCE = 2000;
const MIN_ZOOM = 5;
const MAX_ZOOM = 15;
const NARROW = 600;
type Box = [number, number, number, number];
/** In steps, so that a few pixels do not move every dot. */
const step = (of: number): number => Math.max(1, Math.round(of / 40)) * 40;
const BY_HAND = { byHand: true };
const reduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
/** Patterns grow with the tile between two whole zooms; quarter steps keep them about 7 px. */
const patternSize = (zoom: number): number => 2 ** -(Math.round((zoom - Math.floor(zoom)) * 4) / 4);

export class MapView {
  readonly map: GlMap;
  private picture: Picture | null = null;
  private hovered: string | null = null;
  private spotlight: string | null = null;
  private theme: Theme = readTheme();
  private pattern = 1;
  /** No style is given before the first picture, and none while that one loads. */
  private begun = false;
  private ready = false;
  private stale = false;
  private around = false;
  /** Nothing is painted yet: what is painted waits for this. */
  private release: (() => void) | null = null;
  /** Of the map on the page: to ask for them at every step would lay out the page each time. */
  private width: number;
  private height: number;
  /** What the camera holds until a person moves it, whatever the size of the page becomes. */
  private framed: Box | null = null;

  constructor(private readonly element: HTMLElement, private readonly events: MapEvents) {
    this.width = element.clientWidth;
    this.height = element.clientHeight;
    this.map = new GlMap({
      container: element, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      keyboard: false, minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM, center: [2.5, 46.6], zoom: MIN_ZOOM, fadeDuration: 0,
      renderWorldCopies: false, trackResize: false,
    });
    this.hold();
    this.map.touchZoomRotate.disableRotation();
    this.map.getCanvas().tabIndex = -1;
    this.map.getCanvas().setAttribute('aria-hidden', 'true');
    this.map.setMissingStyleImageResolver((name) => {
      const image = drawImage(name, this.theme);
      if (image && !this.map.hasImage(name)) this.map.addImage(name, image.data, { pixelRatio: image.ratio });
    });
    this.map.on('error', () => undefined);
    this.map.once('style.load', () => { this.ready = true; if (this.stale) this.redraw(); });
    this.map.on('zoom', () => this.onZoom());
    this.map.on('move', () => this.onMove());
    this.map.on('moveend', (e) => {
      // Only a person's move is worth an address: a resize or a first framing is not.
      if ('byHand' in e || ('originalEvent' in e && e.originalEvent)) {
        this.framed = null;
        this.events.camera(this.camera());
      }
      this.onMove();
    });
    this.listen();
  }

  /**
   * The first picture is painted once and whole: the map library paints again at each answer of its worker, and without a
   * graphics card every such picture, empty or half drawn, holds up the next.
   */
  private hold(): void {
    const { painter } = this.map;
    const paint = painter.render;
    painter.render = () => undefined;
    this.release = () => {
      painter.render = paint;
      this.map.once('render', () => { this.release = null; });
      this.map.triggerRepaint();
    };
    this.map.once('idle', () => this.release?.());
  }

  private listen(): void {
    const find = serviceAt(this.map, () => this.scene());
    const hand = draggable(this.map, find, this.events);
    this.map.on('click', (e) => {
      const touch = 'pointerType' in e.originalEvent && e.originalEvent.pointerType === 'touch';
      this.events.pick(this.communeAt(e.point.x, e.point.y), { lon: e.lngLat.lng, lat: e.lngLat.lat }, find(e.point, touch)?.ids ?? []);
    });
    this.map.on('mousemove', (e) => {
      if (hand.held()) return;
      const code = this.communeAt(e.point.x, e.point.y);
      this.map.getCanvas().style.cursor = find(e.point, false)?.carried ? 'grab' : code === null ? '' : 'pointer';
      if (code !== this.hovered) this.events.hover(code);
    });
    this.map.on('mouseout', () => this.events.hover(null));
    new ResizeObserver(() => this.onResize()).observe(this.element);
  }

  private communeAt(x: number, y: number): string | null {
    if (!this.map.getLayer(FILL)) return null;
    const sites = this.map.getLayer('sites') ? this.map.queryRenderedFeatures([x, y], { layers: ['sites'] }) : [];
    const found = sites[0] ?? this.map.queryRenderedFeatures([x, y], { layers: [FILL] })[0];
    const code: unknown = found?.properties['code'];
    return typeof code === 'string' ? code : null;
  }

  /** `frame` may move the camera before anything is drawn for it. */
  draw(picture: Picture, frame: () => void = () => undefined): void {
    this.picture = picture;
    this.stale = true;
    // A base map comes from afar, tile by tile.
    if (picture.basemap) this.release?.();
    frame();
    this.redraw();
  }
  setHover(code: string | null): void {
    if (code === this.hovered) return;
    this.hovered = code;
    if (this.ready && this.map.getLayer('hovered')) this.map.setFilter('hovered', among('communes', ['==', ['get', 'code'], code ?? '']));
  }
  setSpotlight(cls: string | null): void {
    this.spotlight = cls;
    this.redraw();
  }
  refreshTheme(): void {
    this.theme = readTheme();
    this.redraw();
  }

  private redraw(): void {
    this.stale = true;
    const scene = this.begun && !this.ready ? null : this.scene();
    if (!scene) return;
    this.stale = false;
    this.begun = true;
    // Its layers are checked in the tests.
    this.map.setStyle(buildStyle(scene), { diff: true, validate: false });
  }
  private scene(): Scene | null {
    return this.picture && {
      picture: this.picture, theme: this.theme, hover: this.hovered, spotlight: this.spotlight,
      pattern: this.pattern, around: this.around, narrow: this.width < NARROW, size: [step(this.width), step(this.height)],
    };
  }

  private onZoom(): void {
    const pattern = patternSize(this.map.getZoom());
    if (pattern === this.pattern) return;
    this.pattern = pattern;
    if (this.ready) this.redraw();
  }
  private onMove(): void {
    const { lat } = this.map.getCenter();
    this.events.scale((40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** this.map.getZoom()));
  }

  private onResize(): void {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth === this.width && clientHeight === this.height) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.map.resize();
    if (this.framed) this.fit(this.framed, false);
    if (this.begun && this.picture && isOfficial(this.picture)) this.redraw();
  }

  camera(): Camera {
    const { lng, lat } = this.map.getCenter();
    return { lon: lng, lat, zoom: this.map.getZoom() };
  }
  setCamera(c: Camera): void {
    this.framed = null;
    this.map.jumpTo({ center: [c.lon, c.lat], zoom: c.zoom });
  }
  fit(bbox: Box, animate: boolean): void {
    this.framed = bbox;
    this.onResize();
    const bounds: LngLatBoundsLike = [[bbox[0], bbox[1]], [bbox[2], bbox[3]]];
    const narrow = this.width < NARROW;
    const edge = narrow ? 14 : 22;
    // The title stands over the map there.
    const padding = this.picture && isOfficial(this.picture) ? { left: edge, right: edge, top: narrow ? 62 : 84, bottom: 58 } : this.picture?.other ? { left: edge, right: edge, top: 46, bottom: edge } : edge;
    this.map.fitBounds(bounds, { padding, duration: animate && !reduced() ? 250 : 0 });
  }
  zoomBy(step: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + step, duration: reduced() ? 0 : 250 }, BY_HAND);
  }
  /** A commune outside the frame comes into it. */
  reveal(lon: number, lat: number): void {
    if (!this.map.getBounds().contains([lon, lat])) this.map.easeTo({ center: [lon, lat], duration: reduced() ? 0 : 250 }, BY_HAND);
  }
  /** Calls back when what was asked is on the screen, tiles and letters included; a base map that does not answer is not waited for. */
  whenDrawn(then: () => void): void {
    let told = false;
    const tell = (): void => {
      if (told) return;
      told = true;
      then();
      if (this.around) return;
      this.around = true;
      setTimeout(() => this.redraw());
    };
    if (this.picture?.basemap) setTimeout(tell, PATIENCE);
    const idle = (): void => {
      this.map.once('idle', () => {
        if (this.release) { idle(); return; }
        tell();
      });
      this.map.triggerRepaint();
    };
    if (this.ready) idle();
    else this.map.once('style.load', idle);
  }
}
