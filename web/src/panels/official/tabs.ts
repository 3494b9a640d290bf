import type { Kind } from '../../api/types';
import { isOfficial, type Picture, serves } from '../../state/picture';
import { AGES_OF, kindPatch, writeView } from '../../state/view';
import { official as words } from '../../words/official';
import type { Actions } from '../actions';
import { h, type Part, put } from '../dom';
import { kindGlyph } from '../glyphs';

/** Most asked for first, as the page is read. */
const ORDER: readonly Kind[] = ['eaje', 'alsh', 'rpe', 'laep', 'evs'];

/** A plain click stays on the page; with a key held the address opens elsewhere. */
export const here = (go: () => void) => (e: Event): void => {
  if (e instanceof MouseEvent && (e.ctrlKey || e.metaKey || e.shiftKey)) return;
  e.preventDefault();
  go();
};

/** Communes where a service of the kind stands, or which one serves by its perimeter; in one commune, services. */
function present(p: Picture, kind: Kind): number {
  const ages = kind === p.view.kind ? p.view.ages : AGES_OF[kind][0]!;
  const ours = new Set(p.territory.communes.map((c) => c.code));
  const found = p.everywhere?.features.map((f) => f.properties).filter((f) => f.kind === kind && serves(f.ages, ages)) ?? [];
  if (ours.size === 1) return found.length;
  return new Set(found.flatMap((f) => [f.commune, ...f.perimeter]).filter((code) => ours.has(code))).size;
}

/** The five kinds by plain names, with how many communes have one. */
export function tabs(actions: Actions): Part<Picture> {
  const links = ORDER.map((kind) => {
    const small = h('small', {});
    const link = h('a', { 'data-kind': kind }, kindGlyph(kind, 14), h('span', {}, h('b', {}, words.tab[kind]), small));
    link.addEventListener('click', here(() => actions.change(kindPatch(kind))));
    return { kind, link, small };
  });
  return {
    element: h('nav', { class: 'okinds', 'aria-label': words.kinds }, ...links.map((l) => l.link)),
    update: (p) => {
      if (!isOfficial(p)) return;
      for (const { kind, link, small } of links) {
        const inventory = p.territory.inventories.find((i) => i.kind === kind);
        const told = inventory !== undefined && inventory.completeness !== 'not-documented';
        put(small, told ? words.presence(present(p, kind), p.territory.communes.length) : words.silent);
        small.classList.toggle('silent', !told);
        link.href = writeView({ ...p.view, ...kindPatch(kind) });
        if (kind !== p.view.kind) { link.removeAttribute('aria-current'); continue; }
        link.setAttribute('aria-current', 'true');
        const [box, bar] = [link.getBoundingClientRect(), link.parentElement!.getBoundingClientRect()];
        if (box.left < bar.left || box.right > bar.right) link.parentElement!.scrollLeft += box.left - bar.left;
      }
    },
  };
}
