import type { App } from './app';
import { typing } from './keyboard';
import { DIRECTION } from './map/walk';
import type { LonLat } from './state/position';
import * as scenario from './state/scenario';
import { Steps } from './state/steps';
import { AGES_OF, type View } from './state/view';
import { whatIf as words } from './words/scenario';

const SMALL = 100;
const LARGE = 1000;
const METRES_PER_DEGREE = 111_195;

/** « Et si… »: every change of the scenario goes through here, to the address and so to the server. The register is never written. */
export class Supposing {
  private readonly steps = new Steps<string>();
  /** A service is being carried: the address waits for it to be put down. */
  held = false;
  /** The service whose card takes the focus once it shows. */
  wanted: string | null = null;

  constructor(private readonly app: App) {}

  get on(): boolean { return this.app.view.scenario !== null; }
  get now(): scenario.Scenario { return scenario.read(this.app.view.scenario ?? ''); }
  get canUndo(): boolean { return this.steps.before !== undefined; }
  get canRedo(): boolean { return this.steps.after !== undefined; }

  /** Follows the address, whoever changed it. */
  turn(): void {
    const { scenario: text } = this.app.view;
    if (text === null) this.steps.forget();
    else if (!this.held) this.steps.follow(text);
  }
  start(): void { this.app.change({ scenario: '' }); }
  leave(): void { this.app.change({ scenario: null, service: null }); }
  undo(): void { this.step(this.steps.before); }
  redo(): void { this.step(this.steps.after); }
  /** What opens may have another number there: nothing stays at hand. */
  private step(to: string | undefined): void {
    if (to !== undefined) this.app.change({ scenario: to, service: null });
  }

  edit(make: (s: scenario.Scenario) => scenario.Scenario, patch: Partial<View> = {}, how: 'push' | 'hold' = 'push'): void {
    const next = make(this.now);
    if (next.changes.length > scenario.MOST_CHANGES) this.app.shell.say(words.full(scenario.MOST_CHANGES));
    else {
      const text = scenario.write(next);
      if (how === 'push') this.steps.make(text);
      this.app.change({ ...patch, scenario: text }, how);
    }
  }
  /** Services of the kind open, each with so many places where that is known. */
  open(sites: readonly scenario.Opening[], patch: Partial<View> = {}): void {
    const { kind, ages } = this.app.view;
    const fresh = words.fresh(kind);
    const make = (s: scenario.Scenario, { lon, lat, capacity = null }: scenario.Opening): scenario.Scenario => {
      const same = s.changes.filter((c) => c.what === 'open' && c.name.startsWith(fresh)).length;
      return scenario.open(s, {
        lon, lat, kind, capacity, ages: ages === AGES_OF[kind][0] ? '' : ages, funding: '', perimeter: '', name: same === 0 ? fresh : `${fresh} ${same + 1}`,
      });
    };
    const service = sites.length === 1 ? scenario.idAt(this.now.changes.length) : null;
    this.wanted = service;
    this.edit((s) => sites.reduce(make, s), { ...patch, service });
  }
  pick(id: string | null, focus = true): void {
    if (focus) this.wanted = id;
    this.app.change({ service: id }, 'step');
  }

  /** A click on the map, while the scenario is on: a service is chosen, and on an empty place one opens. */
  pressed(commune: string | null, at: LonLat, services: readonly string[]): void {
    const [first] = services;
    if (first !== undefined) this.pick(first);
    else if (commune === null) this.pick(null);
    else this.open([at]);
  }
  /** Of several services at one place, the one at hand. */
  grab(services: readonly string[]): string | null {
    const { service } = this.app.view;
    return service !== null && services.includes(service) ? service : (services[0] ?? null);
  }
  carry(id: string, at: LonLat): void {
    this.held = true;
    this.edit((s) => scenario.move(s, id, at), { service: id }, 'hold');
  }
  drop(): void {
    if (!this.held) return;
    this.held = false;
    this.app.change({});
  }

  /** Ctrl+Z, and on the map the arrows for the service at hand. */
  listen(map: HTMLElement): void {
    document.addEventListener('keydown', (e) => {
      if (!this.on || this.app.view.page !== 'map' || e.altKey || !(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'z' || typing(e.target)) return;
      e.preventDefault();
      if (e.shiftKey) this.redo();
      else this.undo();
    });
    map.addEventListener('keydown', (e) => this.walk(e), true);
    map.addEventListener('keyup', () => this.drop());
    map.addEventListener('blur', () => this.drop());
  }
  private walk(e: KeyboardEvent): void {
    const { service, page } = this.app.view;
    if (!this.on || page !== 'map' || service === null || e.altKey || e.ctrlKey || e.metaKey) return;
    const direction = DIRECTION[e.key];
    if (e.key === 'Escape') {
      this.drop();
      this.pick(null);
    }
    else {
      const at = direction && this.whereabouts(service);
      if (!direction || !at) return;
      const metres = e.shiftKey ? LARGE : SMALL;
      const north = (direction === 'up' ? metres : direction === 'down' ? -metres : 0) / METRES_PER_DEGREE;
      const east = (direction === 'right' ? metres : direction === 'left' ? -metres : 0) / METRES_PER_DEGREE / Math.cos((at.lat * Math.PI) / 180);
      this.carry(service, { lon: at.lon + east, lat: at.lat + north });
    }
    e.preventDefault();
    e.stopImmediatePropagation();
  }
  /** Where it is supposed to stand, drawn or not. */
  private whereabouts(id: string): LonLat | null {
    const { changes } = this.now;
    const own = scenario.openedBy(this.now, id) ?? changes.find((c) => c.what === 'move' && c.id === id);
    if (own && own.what !== 'close' && own.what !== 'resize') return own;
    const found = this.app.picture?.facilities.features.find((f) => f.properties.id === id)?.geometry;
    return found ? { lon: found.coordinates[0]!, lat: found.coordinates[1]! } : null;
  }
}
