import type { Kind } from '../api/types';
import type { LonLat } from './position';

/** What somebody supposes of services, as the line of text that the server reads and the address carries. */
export interface Scenario { name: string; changes: readonly Change[] }
/** Where a service may open, with its places where they are known. */
export type Opening = LonLat & { capacity?: number | null };
export interface Opened { what: 'open'; kind: Kind; lon: number; lat: number; capacity: number | null; ages: string; funding: string; perimeter: string; name: string }
export type Change = Opened | { what: 'move'; id: string; lon: number; lat: number } | { what: 'resize'; id: string; capacity: number } | { what: 'close'; id: string };

/** The server takes no more. */
export const MOST_CHANGES = 100;
export const MOST_PLACES = 1000;
export const LONGEST_NAME = 100;

const encoded = (field: string): string => field.replace(/[%,;]/g, encodeURIComponent);
function decoded(field: string): string {
  try { return decodeURIComponent(field); } catch { return field; }
}
/** About a metre. */
const degrees = (value: number): string => String(Number(value.toFixed(5)));

function line(c: Change): string {
  if (c.what === 'close') return `close,${encoded(c.id)}`;
  if (c.what === 'resize') return `resize,${encoded(c.id)},${c.capacity}`;
  if (c.what === 'move') return `move,${encoded(c.id)},${degrees(c.lon)},${degrees(c.lat)}`;
  return ['open', c.kind, degrees(c.lon), degrees(c.lat), c.capacity ?? '', c.ages, c.funding, c.perimeter, encoded(c.name)].join();
}
export const write = ({ name, changes }: Scenario): string => [...(name === '' ? [] : [`name,${encoded(name)}`]), ...changes.map(line)].join(';');

function change(fields: readonly string[]): Change | null {
  const [what, id = '', x = '', y = ''] = fields;
  if (what === 'close' && fields.length === 2) return { what, id: decoded(id) };
  if (what === 'move' && fields.length === 4) return { what, id: decoded(id), lon: Number(x), lat: Number(y) };
  if (what === 'resize' && fields.length === 3) return { what, id: decoded(id), capacity: Number(x) };
  if (what !== 'open' || fields.length !== 9) return null;
  const [, kind, lon, lat, places = '', ages = '', funding = '', perimeter = '', name = ''] = fields;
  return { what, kind: kind as Kind, lon: Number(lon), lat: Number(lat), capacity: places.trim() === '' ? null : Number(places), ages, funding, perimeter, name: decoded(name) };
}

export const idAt = (place: number): string => `scenario-${place + 1}`;

/** Every service has one line at most for each thing that is done to it, and a service that opens has its own alone. */
export function read(text: string): Scenario {
  let name = '';
  const changes: Change[] = [];
  const opened = new Map<string, Opened>();
  let place = 0;
  for (const entry of text.split(';')) {
    const fields = entry.split(',');
    if (fields[0] === 'name' && fields.length === 2) name = decoded(fields[1]!);
    const c = change(fields);
    if (c === null) continue;
    const id = idAt(place++);
    const own = c.what === 'open' ? undefined : opened.get(c.id);
    if (c.what === 'open') { opened.set(id, c); changes.push(c); }
    else if (own && c.what === 'close') changes.splice(changes.indexOf(own), 1);
    else if (own) Object.assign(own, c.what === 'move' ? { lon: c.lon, lat: c.lat } : c.what === 'resize' ? { capacity: c.capacity } : {});
    else changes.splice(0, changes.length, ...put(changes, c));
  }
  return { name, changes };
}

/** In its place if there is one of its sort, else at the end: the ids of what opens hold. */
function put(changes: readonly Change[], c: Exclude<Change, Opened>): Change[] {
  const at = changes.findIndex((x) => x.what === c.what && x.id === c.id);
  return at < 0 ? [...changes, c] : changes.with(at, c);
}
const openedAt = (s: Scenario, id: string): number => s.changes.findIndex((c, i) => c.what === 'open' && idAt(i) === id);
export const openedBy = (s: Scenario, id: string): Opened | null => (s.changes[openedAt(s, id)] as Opened | undefined) ?? null;

const edit = (s: Scenario, id: string, c: Exclude<Change, Opened>, own: Partial<Opened>): Scenario => {
  const at = openedAt(s, id);
  return { ...s, changes: at < 0 ? put(s.changes, c) : s.changes.with(at, { ...(s.changes[at] as Opened), ...own }) };
};
export const open = (s: Scenario, service: Omit<Opened, 'what'>): Scenario => ({ ...s, changes: [...s.changes, { ...service, what: 'open' }] });
export const move = (s: Scenario, id: string, { lon, lat }: LonLat): Scenario => edit(s, id, { what: 'move', id, lon, lat }, { lon, lat });
/** Places that are not known of what opens; of what is there, as the register has them. */
export function resize(s: Scenario, id: string, capacity: number | null): Scenario {
  return capacity === null && openedAt(s, id) < 0 ? without(s, (c) => c.what === 'resize' && c.id === id) : edit(s, id, { what: 'resize', id, capacity: capacity ?? 0 }, { capacity });
}
export const close = (s: Scenario, id: string): Scenario => (openedAt(s, id) < 0 ? { ...s, changes: put(s.changes, { what: 'close', id }) } : remove(s, id));
export const reopen = (s: Scenario, id: string): Scenario => without(s, (c) => c.what === 'close' && c.id === id);
/** As if nothing had been supposed of it. What opened after it is numbered anew, and nothing refers to those numbers. */
export function remove(s: Scenario, id: string): Scenario {
  const at = openedAt(s, id);
  return without(s, (c, i) => (c.what === 'open' ? i === at : c.id === id));
}
export const rename = (s: Scenario, id: string | null, name: string): Scenario => {
  const at = id === null ? -1 : openedAt(s, id);
  return id === null ? { ...s, name } : at < 0 ? s : { ...s, changes: s.changes.with(at, { ...(s.changes[at] as Opened), name }) };
};
const without = (s: Scenario, which: (c: Change, place: number) => boolean): Scenario => ({ ...s, changes: s.changes.filter((c, i) => !which(c, i)) });
