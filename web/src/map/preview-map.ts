import type * as GeoJSON from 'geojson';
import { Map as GlMap, Marker, setWorkerUrl, type LayerSpecification, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { LonLat } from '../state/position';
import type { Place } from '../state/place';
import { mapName } from '../words/kinds';
import { borders } from './arcs';
import { drawImage, markName } from './images';
import type { PreviewMark } from './preview-marks';
import { onThemeChange, readTheme, type Theme } from './theme';

setWorkerUrl(workerUrl);

const FONT = ['Etiquettes Semibold', 'Maillage Signes'];
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
const points = (features: GeoJSON.Feature[]): { type: 'geojson'; data: GeoJSON.FeatureCollection } =>
  ({ type: 'geojson', data: { type: 'FeatureCollection', features } });
const point = (lon: number, lat: number, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature =>
  ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties });

function markImage(m: PreviewMark, theme: Theme): string {
  if (m.ask !== null || m.kind === null) return `ask|${m.ask ?? '?'}|${theme.name}`;
  return markName({ kind: m.kind, radius: 0, dashed: !m.exact, exact: m.exact, text: m.keys.length > 1 ? String(m.keys.length) : '' }, theme.name);
}

/** A small map of the territory's communes: the services read, or one point to be placed. */
export class PreviewMap {
  private readonly map: GlMap;
  private marks: readonly PreviewMark[] = [];
  private selected: string | null = null;
  private ready = false;
  private marker: Marker | null = null;
  private cycle = 0;

  constructor(element: HTMLElement, private readonly place: Place, private readonly events: { pick?(key: string): void; put?(at: LonLat): void }) {
    this.map = new GlMap({
      container: element, style: this.style(), attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, keyboard: false,
      maxZoom: 17, fadeDuration: calm() ? 0 : 150, renderWorldCopies: false,
      ...(place.bbox ? { bounds: [[place.bbox[0], place.bbox[1]], [place.bbox[2], place.bbox[3]]] as [[number, number], [number, number]], fitBoundsOptions: { padding: 16 } } : {}),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.getCanvas().tabIndex = -1;
    this.map.getCanvas().setAttribute('aria-hidden', 'true');
    this.map.setMissingStyleImageResolver((name) => {
      const image = drawImage(name, readTheme());
      if (image && !this.map.hasImage(name)) this.map.addImage(name, image.data, { pixelRatio: image.ratio });
    });
    this.map.on('error', () => undefined);
    this.map.once('style.load', () => { this.ready = true; this.redraw(); });
    this.map.on('click', (e) => {
      this.events.put?.({ lon: e.lngLat.lng, lat: e.lngLat.lat });
      if (this.events.pick) this.pickAt(e.point.x, e.point.y);
    });
    onThemeChange(() => this.redraw());
    new ResizeObserver(() => this.map.resize()).observe(element);
  }

  draw(marks: readonly PreviewMark[], selected: string | null): void {
    this.marks = marks;
    this.selected = selected;
    this.redraw();
  }
  /** The point to be placed, which can be dragged. */
  put(at: LonLat): void {
    if (!this.marker) {
      const element = document.createElement('div');
      element.className = 'pin';
      this.marker = new Marker({ element, draggable: true }).setLngLat([at.lon, at.lat]).addTo(this.map);
      this.marker.on('drag', () => this.events.put?.(this.at()));
    }
    this.marker.setLngLat([at.lon, at.lat]);
    if (!this.map.getBounds().contains([at.lon, at.lat])) this.map.easeTo({ center: [at.lon, at.lat], duration: calm() ? 0 : 250 });
  }
  look(at: LonLat, zoom: number): void {
    this.map.jumpTo({ center: [at.lon, at.lat], zoom });
  }
  zoomBy(step: number): void {
    this.map.easeTo({ zoom: this.map.getZoom() + step, duration: calm() ? 0 : 250 });
  }
  whole(): void {
    const b = this.place.bbox;
    if (b) this.map.fitBounds([[b[0], b[1]], [b[2], b[3]]], { padding: 16, duration: calm() ? 0 : 250 });
  }
  /** Degrees for a step of some pixels, for the arrow keys. */
  step(x: number, y: number, from: LonLat): LonLat {
    const p = this.map.project([from.lon, from.lat]);
    const to = this.map.unproject([p.x + x, p.y + y]);
    return { lon: to.lng, lat: to.lat };
  }
  remove(): void {
    this.map.remove();
  }

  private at(): LonLat {
    const { lng, lat } = this.marker!.getLngLat();
    return { lon: lng, lat };
  }
  private pickAt(x: number, y: number): void {
    const found = this.map.getLayer('services') ? this.map.queryRenderedFeatures([x, y], { layers: ['services'] })[0] : undefined;
    const mark = this.marks[Number(found?.properties['order'])];
    if (!mark) return;
    // A second click on a shared mark goes on to its next service.
    this.cycle = this.selected !== null && mark.keys.includes(this.selected) ? (mark.keys.indexOf(this.selected) + 1) % mark.keys.length : 0;
    const key = mark.keys[this.cycle];
    if (key !== undefined) this.events.pick?.(key);
  }
  private redraw(): void {
    if (this.ready) this.map.setStyle(this.style(), { diff: true });
  }

  private style(): StyleSpecification {
    const theme = readTheme();
    const features = this.place.areas.flatMap((a): GeoJSON.Feature[] => (a.geometry === null ? [] : [{ type: 'Feature', geometry: a.geometry, properties: { code: a.code } }]));
    const names = this.place.areas.flatMap((a) => (a.town_hall === null ? [] : [point(a.town_hall.lon, a.town_hall.lat, { name: mapName(a.name) })]));
    const ringed = this.marks.filter((m) => this.selected !== null && m.keys.includes(this.selected));
    const line = (id: string, width: number, opacity: number): LayerSpecification => ({
      id: `border-${id}`, type: 'line', source: 'borders', filter: ['==', ['get', 'line'], id], layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.ink, 'line-width': width, 'line-opacity': opacity },
    });
    const symbols = (id: string): LayerSpecification => ({
      id, type: 'symbol', source: id, layout: {
        'icon-image': ['get', 'image'], 'icon-offset': ['array', 'number', 2, ['get', 'offset']], 'icon-allow-overlap': true, 'icon-ignore-placement': id === 'rings', 'icon-padding': 0,
      },
    });
    return {
      version: 8,
      sources: {
        communes: points(features), borders: { type: 'geojson', data: borders(this.place.areas.map((a) => ({ geometry: a.geometry, dashed: false }))) }, names: points(names),
        services: points(this.marks.map((m, order) => point(m.lon, m.lat, { order, image: markImage(m, theme), offset: [m.shift, 0] }))),
        rings: points(ringed.map((m) => point(m.lon, m.lat, { image: `ring|${theme.name}`, offset: [m.shift, 0] }))),
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': theme.ground } },
        { id: 'communes', type: 'fill', source: 'communes', paint: { 'fill-color': theme.paper } },
        line('solid', 1, 0.45), line('outer', 1.7, 1),
        {
          id: 'names', type: 'symbol', source: 'names',
          layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12, 'text-max-width': 12, 'text-variable-anchor': ['top', 'bottom'], 'text-radial-offset': 1.4, 'text-padding': 0 },
          paint: { 'text-color': theme.ink, 'text-halo-color': theme.paper, 'text-halo-width': 1.8 },
        },
        symbols('rings'), symbols('services'),
      ],
    };
  }
}
