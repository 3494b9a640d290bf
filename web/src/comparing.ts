import { get } from './api/client';
import { asks, type Modes, type Siting } from './api/indicators';
import type { App } from './app';
import type { MapView } from './map/map-view';
import { Loader } from './state/loader';
import { type Answers, makePicture, type Picture, ratesOf } from './state/picture';
import { gapTo, otherView } from './state/versus';
import { kindPatch, type View } from './state/view';

const other = (v: View): View | null => otherView(v, kindPatch);

/** The other side of a comparison: its answers, its picture and its map. */
export class Comparing {
  map: MapView | null = null;
  private making: Promise<void> | null = null;
  private loader = new Loader();
  private answers: { of: View; value: Answers } | null = null;
  private modes: { url: string; value: Modes } | null = null;

  constructor(private readonly app: App) {}

  forget(): void {
    this.loader = new Loader();
    this.modes = null;
  }
  async load(v: View): Promise<void> {
    const of = other(v);
    if (of) this.answers = { of, value: await this.loader.load(of) };
    const url = asks.modes(v);
    if (v.page === 'map' && v.versus?.by === 'zone' && this.modes?.url !== url) this.modes = { url, value: await get<Modes>(url) };
  }

  /** Both sides in the same classes, or one against a published rate. */
  picture(v: View, a: Answers, siting: Siting | null): Picture {
    const of = other(v);
    const basemap = v.page === 'map' && v.basemap ? this.app.ground.drawn() : null;
    const known = this.answers;
    if (of && known && (['territory', 'kind', 'ages', 'at'] as const).every((k) => known.of[k] === of[k])) {
      const theirs = { ...of, within: known.value.zones.metadata.within };
      return { ...makePicture(v, a, siting, { basemap, rates: ratesOf(known.value) }), other: makePicture(theirs, known.value, null, { basemap, rates: ratesOf(a) }) };
    }
    return makePicture(v, a, siting, { basemap, gap: v.page === 'map' && this.modes?.url === asks.modes(v) ? gapTo(v, this.modes.value) : null });
  }

  draw(p: Picture): void {
    if (!p.other) return;
    if (this.map) this.map.draw(p.other);
    else if (this.app.map) this.making ??= this.make(this.app.map);
  }
  private async make(first: MapView): Promise<void> {
    const [{ MapView }, { link }] = await Promise.all([import('./map/map-view'), import('./map/linked')]);
    const { app } = this;
    this.map = new MapView(app.shell.parts.compare.canvas, {
      pick: (code) => app.select(code), hover: (code) => app.hover(code), camera: (camera) => app.moved(camera), scale: () => undefined, grab: () => null, carry: () => undefined, drop: () => undefined,
    });
    link(first, this.map);
    if (app.picture?.other) this.map.draw(app.picture.other);
  }
  whenDrawn(then: () => void): void {
    if (!this.app.picture?.other || !this.making) then();
    else void this.making.then(() => this.map?.whenDrawn(then));
  }
}
