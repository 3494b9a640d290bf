import { api, urls } from '../api/client';
import type { FacilityCollection, TerritoryHit } from '../api/types';
import type { Picture } from '../state/picture';
import { matching, type Service } from '../state/services';
import { search as words } from '../words/messages';
import { count } from '../words/numbers';
import { plain } from '../words/plain';
import type { Actions } from './actions';
import { combobox } from './combobox';
import { h, type Part, put, s } from './dom';
import { kindGlyph } from './glyphs';

type Hit = TerritoryHit | Service;
/** Services shown: beyond them a word more says which. */
const MOST = 8;
/** Territories of a kind, where services have to be seen too. */
const FEW = 5;
const isService = (hit: Hit): hit is Service => 'properties' in hit;
const groupOf = (hit: Hit): keyof typeof words.groups => (isService(hit) ? 'service' : hit.kind);

/** Accents do not count, and neither does their length: the match is found letter by letter. */
export function bold(name: string, typed: string): (Node | string)[] {
  const letters = [...name.normalize('NFC')];
  const at = letters.map(plain).join('').indexOf([...typed].map(plain).join(''));
  if (at < 0 || letters.some((c) => plain(c).length !== 1)) return [name];
  const end = at + [...typed].length;
  return [letters.slice(0, at).join(''), h('b', {}, letters.slice(at, end).join('')), letters.slice(end).join('')];
}

function row(hit: Hit, typed: string): HTMLElement[] {
  if (isService(hit)) {
    const f = hit.properties;
    return [h('span', { class: 'site' }, kindGlyph(f.kind, 14, f.precision === 'exact'), h('span', {}, ...bold(f.name, typed))),
      h('small', {}, ...(f.address ? [...bold(f.address, typed), ' · '] : []), ...bold(f.commune_name, typed))];
  }
  return [h('span', {}, ...bold(hit.name, typed)),
    h('small', {}, [hit.department_name, hit.kind === 'epci' ? count(hit.communes, 'commune') : hit.code].filter((x) => x !== '').join(' · '))];
}

export interface Search extends Part<Picture> { focus(): void }

/** One field for territories, and for the services of the one shown. */
export function search(actions: Actions): Search {
  const input = h('input', {
    type: 'text', role: 'combobox', id: 'recherche', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.label, 'aria-expanded': 'false',
    'aria-controls': 'territoires', 'aria-autocomplete': 'list', placeholder: words.label,
  });
  const small = h('small', {});
  const list = h('div', { id: 'territoires', role: 'listbox', class: 'hits', 'aria-label': words.label, hidden: true });
  const status = h('p', { class: 'vh', role: 'status' });
  const element = h('div', { class: 'search-box' },
    h('label', { class: 'search' },
      s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6, 'aria-hidden': 'true' },
        s('circle', { cx: 7, cy: 7, r: 4.6 }), s('path', { d: 'M10.5 10.5L14.3 14.3' })), input, small),
    h('kbd', { 'aria-hidden': 'true' }, '/'), list, status);

  let current: Picture | null = null;
  /** Of every kind; without them territories are found all the same. */
  const services = async (typed: string, signal: AbortSignal): Promise<Service[]> => {
    if (!current) return [];
    const url = urls.everywhere(current.view);
    const all = actions.lazy.peek<FacilityCollection>(url) ?? await actions.lazy.fetch<FacilityCollection>(url, signal).catch(() => null);
    return matching(all?.features ?? [], typed, MOST);
  };
  const close = combobox<Hit>({
    input, list, status, id: 't',
    find: async (typed, signal) => {
      const [territories, here] = await Promise.all([api.search(typed, signal), services(typed, signal)]);
      const most = here.length > 0 ? FEW : territories.length;
      return [...(['epci', 'commune'] as const).flatMap((kind) => territories.filter((t) => t.kind === kind).slice(0, most)), ...here];
    },
    draw: (hits, typed, option) => (hits.length === 0 ? [h('p', {}, words.none(typed))] : (['epci', 'commune', 'service'] as const).flatMap((name) => {
      const group = hits.filter((hit) => groupOf(hit) === name);
      const title = words.groups[name];
      return group.length === 0 ? [] : [h('div', { role: 'group', 'aria-label': title }, h('h3', { 'aria-hidden': 'true' }, title), ...group.map((hit) => option(hit, ...row(hit, typed))))];
    })),
    choose: (hit) => {
      leave();
      if (isService(hit)) actions.find(hit);
      else {
        input.value = hit.name;
        actions.change({ territory: hit.code, commune: null, camera: null, service: null, named: null, verdict: null }, 'push');
      }
    },
    toggled: (open) => element.classList.toggle('open', open),
  });
  /** The keyboard is never left without a place. */
  const leave = (): void => document.getElementById('carte')?.focus();
  const rest = (): void => { close(); input.value = current?.territory.name ?? ''; };
  input.addEventListener('focus', () => input.select());
  input.addEventListener('blur', rest);
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') { e.stopPropagation(); rest(); leave(); }
  });
  return {
    element,
    focus: () => input.focus(),
    update: (p) => {
      current = p;
      const t = p.territory;
      if (document.activeElement !== input) input.value = t.name;
      put(small, t.kind === 'epci' ? count(t.communes.length, 'commune') : t.code);
    },
  };
}
