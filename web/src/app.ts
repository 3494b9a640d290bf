import { ApiError } from './api/client';
import { asks, type Siting } from './api/indicators';
import type { Baseline, Basemap } from './api/types';
import { Comparing } from './comparing';
import type { Importing } from './importing';
import type { MapView } from './map/map-view';
import type { Shell } from './shell';
import { BaseMap } from './state/base-map';
import { Lazy } from './state/lazy';
import { Loader } from './state/loader';
import { type Answers, type Picture, serves } from './state/picture';
import { turned } from './state/versus';
import type { Service } from './state/services';
import { AGES_OF, kindPatch, readView, type View, writeView } from './state/view';
import { ACRONYM, MANY } from './words/kinds';
import { errors } from './words/messages';
import { stillMap } from './panels/still-map';
import { Supposing } from './supposing';
import { whatIf } from './words/scenario';
import type { Actions } from './panels/actions';

/** The zoom that shows the streets around a service, and still its commune. */
const NEAR = 13;

/** Holds the view; every change goes through here, to the address, to the server, to the page. */
export class App implements Actions {
  view: View;
  picture: Picture | null = null;
  shell!: Shell;
  importing!: Importing;
  map: MapView | null = null;
  /** The server's map, where the browser cannot draw one. */
  private still: ((p: Picture) => void) | null = null;
  readonly lazy = new Lazy();
  readonly comparing = new Comparing(this);
  readonly ground: BaseMap;
  readonly supposing = new Supposing(this);
  private readonly loader = new Loader(() => this.lazy.forget());
  private answers: Answers | null = null;
  private busy = false;
  private waiting = false;
  private framed = '';

  constructor(private readonly home: string, readonly baselines: readonly Baseline[] = [], basemap: Basemap | null = null) {
    this.ground = new BaseMap(basemap, (why) => { this.shell.say(why); this.draw(); });
    this.view = readView(location.search, home);
    this.supposing.turn();
    window.addEventListener('popstate', () => {
      const before = this.view;
      this.view = readView(location.search, this.home);
      const { camera, territory } = this.view;
      if (territory !== before.territory) this.framed = '';
      else if (camera) this.map?.setCamera(camera);
      else if (before.camera && this.picture?.territory.bbox) this.map?.fit(this.picture.territory.bbox, false);
      this.importing.turn();
      this.supposing.turn();
      void this.refresh();
    });
  }

  /** What is held leaves the address as it was until it is let go. */
  change(patch: Partial<View>, how: 'push' | 'step' | 'hold' = 'push'): void {
    this.view = { ...this.view, versus: turned(this.view, patch.kind), ...patch };
    const url = writeView(this.view);
    if (how === 'push') history.pushState(null, '', url);
    else if (how === 'step') history.replaceState(null, '', url);
    this.importing.turn();
    this.supposing.turn();
    void this.refresh();
  }
  reload(): Promise<void> {
    this.forget();
    return this.refresh();
  }
  leaveImport(changed: boolean): void {
    if (changed) this.forget();
    this.change({ page: 'map' });
  }
  private forget(): void {
    this.loader.forget();
    this.comparing.forget();
  }

  select(code: string | null): void {
    if (code === this.view.commune) return;
    this.view = { ...this.view, commune: code, service: null };
    history.pushState(null, '', writeView(this.view));
    this.shell.opened(code);
    this.draw();
  }
  find({ geometry, properties: f }: Service): void {
    const [lon, lat] = geometry?.coordinates ?? [];
    const camera = lon === undefined || lat === undefined ? this.view.camera : { lon, lat, zoom: Math.max(NEAR, this.map?.camera().zoom ?? 0) };
    const ages = AGES_OF[f.kind].find((a) => serves(f.ages, a));
    this.change({ ...(f.kind === this.view.kind ? {} : kindPatch(f.kind)), ...(ages ? { ages } : {}), commune: f.commune, service: f.id, camera });
    if (camera) this.map?.setCamera(camera);
    this.shell.opened(f.commune);
  }
  hover(code: string | null): void {
    for (const map of [this.map, this.comparing.map]) map?.setHover(code);
    this.shell.hovered(code);
  }
  spotlight(cls: string | null): void {
    for (const map of [this.map, this.comparing.map]) map?.setSpotlight(cls);
  }
  moved(camera: View['camera']): void {
    this.view = { ...this.view, camera };
    history.replaceState(null, '', writeView(this.view));
  }

  /** Asks for what the view shows. */
  ask(asked = this.view): Promise<[Answers, void]> {
    return Promise.all([this.loader.load(asked), this.comparing.load(asked)]);
  }
  /**
   * Shows the answers, those that were asked for before there was a page to show them on where there are some. While a step
   * of the threshold or of a carried service is on its way, later steps wait and only the last is asked.
   */
  async refresh(coming?: Promise<[Answers, void]>): Promise<void> {
    if (this.busy && this.loader.isStep(this.view)) {
      this.waiting = true;
      return;
    }
    this.busy = true;
    const asked = this.view;
    try {
      this.shell.loading(true);
      [this.answers] = await (coming ?? this.ask(asked));
      this.shell.say(null);
      this.draw();
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return;
      if (cause instanceof ApiError && cause.refused?.parameter === 'scenario' && asked.scenario !== this.good) {
        await this.takeBack(cause.message);
        return;
      }
      this.shell.say(cause instanceof ApiError ? cause.message : errors.unexpected);
      document.body.dataset['ready'] = 'true';
    }
    this.shell.loading(false);
    this.busy = false;
    if (this.waiting) {
      this.waiting = false;
      void this.refresh();
    }
  }

  /** The scenario that shows: the server has supposed it. */
  private get good(): string | null { return this.answers?.scenario ?? null; }
  /** A scenario that cannot be: the page goes back to the one before, and says why. */
  private async takeBack(why: string): Promise<void> {
    this.busy = false;
    this.waiting = false;
    this.view = { ...this.view, scenario: this.good };
    if (!this.supposing.held) history.replaceState(null, '', writeView(this.view));
    this.supposing.turn();
    await this.refresh();
    this.shell.say(why);
  }

  draw(): void {
    if (!this.answers) return;
    const known = this.answers.territory.communes.some((c) => c.code === this.view.commune);
    // A step already overtaken is drawn under its own threshold, so that figures and zones agree.
    const within = this.answers.zones.metadata.within;
    const view = { ...this.view, commune: known ? this.view.commune : null, within, scenario: this.answers.scenario };
    const siting = view.siting === null ? null : (this.lazy.peek<Siting>(asks.siting(view)) ?? null);
    const drawn = this.comparing.picture(view, this.answers, siting);
    this.picture = drawn;
    const supposed = drawn.difference ? `${whatIf.titled(drawn.difference.scenario.name)} – ` : '';
    document.title = `${supposed}${drawn.territory.name}, ${(view.page === 'official' ? MANY : ACRONYM)[view.kind]} – maillage`;
    // The map first: its worker cuts the tiles while the panels are laid out.
    this.drawMap();
    this.shell.update(drawn);
    this.importing.turn();
  }

  mapMade(map: MapView | null): void {
    this.map = map;
    if (map === null) this.still = stillMap(this.shell.mapBox);
    this.drawMap();
  }
  private drawMap(): void {
    const p = this.picture;
    if (!p) return;
    this.map?.draw(p, () => this.frame(p));
    this.comparing.draw(p);
    const ready = (): void => {
      document.body.dataset['ready'] = 'true';
      this.lazy.start();
    };
    if (this.map) this.map.whenDrawn(() => this.comparing.whenDrawn(ready));
    else if (this.still) {
      this.still(p);
      ready();
    }
  }

  private frame(p: Picture): void {
    if (!this.map || this.framed === p.view.page + p.territory.code) return;
    const first = this.framed === '';
    this.framed = p.view.page + p.territory.code;
    if (this.view.camera) this.map.setCamera(this.view.camera);
    else if (p.territory.bbox) this.map.fit(p.territory.bbox, !first);
    // Without a boundary, around its town hall.
    else if (p.territory.communes[0]?.town_hall) this.map.setCamera({ ...p.territory.communes[0].town_hall, zoom: 11 });
  }
  whole(): void {
    if (this.picture?.territory.bbox) this.map?.fit(this.picture.territory.bbox, true);
    this.moved(null);
  }
}
