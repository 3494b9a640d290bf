import type { Standing } from '../../api/scenario';
import { changesOf } from '../../state/difference';
import { countsPlaces, type Picture } from '../../state/picture';
import { close, LONGEST_NAME, MOST_PLACES, openedBy, remove, rename, reopen, resize } from '../../state/scenario';
import { sites } from '../../layers/sites';
import type { Supposing } from '../../supposing';
import { whatIf as words } from '../../words/scenario';
import { choose, h, type Part, put } from '../dom';
import { withMouse } from './bar';

interface Shown { id: string; name: string; commune: string; capacity: number | null; is: 'opened' | 'closed' | 'there'; touched: boolean; beside: { id: string; name: string }[]; lon: number | null }

/** The service at hand, as the scenario has it. */
function shownOf(p: Picture, supposing: Supposing): Shown | null {
  const id = p.view.service;
  if (id === null || p.view.scenario === null || p.view.page !== 'map') return null;
  const changes = changesOf(p).filter((c) => c.id === id);
  const { properties: f, geometry: at } = p.facilities.features.find((x) => x.properties.id === id) ?? {};
  const gone: Standing | undefined = changes.find((c) => c.after === null)?.before ?? undefined;
  const touched = changes.length > 0;
  if (f) {
    const beside = sites(p).find((s) => s.facilities.some((x) => x.id === id))?.facilities ?? [];
    return { id, name: f.name, commune: f.commune_name, capacity: f.capacity, is: openedBy(supposing.now, id) ? 'opened' : 'there', touched, beside: beside.length > 1 ? beside : [], lon: at?.coordinates[0] ?? null };
  }
  const away = changes.findLast((c) => c.after !== null)?.after ?? undefined;
  if (away) return { id, name: away.name, commune: away.commune_name ?? '', capacity: away.capacity, is: openedBy(supposing.now, id) ? 'opened' : 'there', touched, beside: [], lon: away.lon };
  return gone ? { id, name: gone.name, commune: gone.commune_name ?? '', capacity: gone.capacity, is: 'closed', touched, beside: [], lon: gone.lon } : null;
}

/** A small card over the map: the name and the places of the service at hand, and what can be done with it. */
export function card(supposing: Supposing, announce: (text: string) => void, map: HTMLElement): Part<Picture> {
  let now: Shown | null = null;
  const on = (does: (id: string) => void) => (): void => { if (now) does(now.id); };
  const button = (text: string, does: (id: string) => void): HTMLButtonElement => h('button', { type: 'button', class: 'btn', onclick: on(does) }, text);
  const heading = h('h2', {});
  const among = h('select', { class: 'select', onchange: () => supposing.pick(among.value, false) });
  const name = h('input', { type: 'text', class: 'select', maxlength: LONGEST_NAME, onchange: on((id) => supposing.edit((x) => rename(x, id, name.value.trim()))) });
  const places = h('input', { type: 'number', class: 'select number', min: 0, max: MOST_PLACES, step: 1, 'aria-describedby': 'si-places', onchange: on((id) => {
    const good = places.validity.valid;
    problem.hidden = good;
    places.setAttribute('aria-invalid', String(!good));
    if (good) supposing.edit((x) => resize(x, id, places.value === '' ? null : places.valueAsNumber));
  }) });
  const problem = h('p', { class: 'problem', id: 'si-places', role: 'alert', hidden: true }, words.places01000);
  const said = h('p', { class: 'quiet' });
  const does = {
    carry: button(words.carry, () => { map.focus(); announce(words.carrying(now?.name ?? '')); }),
    close: button(words.close, (id) => supposing.edit((x) => close(x, id))),
    reopen: button(words.reopen, (id) => supposing.edit((x) => reopen(x, id))),
    restore: button(words.asBefore, (id) => supposing.edit((x) => remove(x, id))),
    remove: button(words.remove, (id) => supposing.edit((x) => remove(x, id), { service: null })),
  };
  const named = h('label', { class: 'row flush' }, h('span', {}, words.serviceName), name);
  const sized = h('label', { class: 'row flush' }, h('span', {}, words.places), places);
  const element = h('section', { class: 'service', 'aria-label': words.card, tabindex: -1, hidden: true },
    h('header', {}, heading, h('button', { type: 'button', class: 'x', 'aria-label': words.dismiss, onclick: () => { supposing.pick(null); map.focus(); } }, '×')),
    among, named, sized, problem, said, h('div', { class: 'does' }, ...Object.values(does)));

  const fill = (shown: Shown, p: Picture): void => {
    put(heading, shown.is === 'opened' ? shown.commune : shown.name);
    among.hidden = shown.beside.length === 0;
    among.setAttribute('aria-label', words.among(shown.beside.length));
    put(among, ...shown.beside.map((f) => h('option', { value: f.id }, f.name)));
    choose(among, shown.id);
    named.hidden = shown.is !== 'opened';
    sized.hidden = shown.is === 'closed' || !countsPlaces(p.view.kind);
    if (document.activeElement !== name) name.value = shown.name;
    if (document.activeElement !== places || now?.id !== shown.id) {
      places.value = shown.capacity === null ? '' : String(shown.capacity);
      problem.hidden = true;
      places.removeAttribute('aria-invalid');
    }
    said.hidden = shown.is === 'opened';
    put(said, shown.is === 'closed' ? words.closed : shown.commune);
    does.carry.hidden = shown.is === 'closed' || !withMouse();
    does.close.hidden = shown.is !== 'there';
    does.reopen.hidden = shown.is !== 'closed';
    does.restore.hidden = !(shown.is === 'there' && shown.touched);
    does.remove.hidden = shown.is !== 'opened';
  };
  return {
    element,
    update: (p) => {
      const shown = shownOf(p, supposing);
      const held = element.contains(document.activeElement);
      element.hidden = shown === null;
      if (shown) fill(shown, p);
      now = shown;
      // On the side where it does not hide what it speaks of.
      const { bbox } = p.territory;
      if (!supposing.held && bbox && shown?.lon != null) element.classList.toggle('right', shown.lon < (bbox[0] + bbox[2]) / 2);
      const wanted = shown !== null && supposing.wanted === shown.id;
      if (wanted) supposing.wanted = null;
      // A finger that asks for a field raises a keyboard over the map: the card alone takes the focus there.
      if (wanted) (withMouse() && !sized.hidden ? places : element).focus({ preventScroll: true });
      else if (held && shown === null) map.focus({ preventScroll: true });
      else if (held && !(document.activeElement?.checkVisibility() ?? false)) element.focus({ preventScroll: true });
    },
  };
}
