import type { App } from './app';
import { communePoints, DIRECTION, next } from './map/walk';
import { referenceOf } from './state/picture';
import { KINDS, kindPatch } from './state/view';
import { spoken } from './words/sentences';

export const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [contenteditable], dialog') !== null;

function walker(app: App): (e: KeyboardEvent) => void {
  let at: string | null = null;
  return (e) => {
    const p = app.picture;
    if (!p || e.altKey || e.ctrlKey || e.metaKey) return;
    const direction = DIRECTION[e.key];
    if (direction) {
      e.preventDefault();
      const points = communePoints(p.territory);
      const start = at !== null && points.some((q) => q.code === at) ? at : p.view.commune;
      const code = next(points, start, direction);
      if (code === null) return;
      at = code;
      const hall = p.territory.communes.find((c) => c.code === code)?.town_hall;
      if (hall) app.map?.reveal(hall.lon, hall.lat);
      app.hover(code);
      const row = p.rows.find((r) => r.code === code);
      if (row) app.shell.announce(spoken(row, referenceOf(p)));
    }
    if (e.key === 'Enter' && at !== null) {
      e.preventDefault();
      app.select(at);
      document.getElementById(app.view.page === 'official' ? 'carton' : 'fiche')?.focus();
    }
  };
}

/** Keys of what only the working view has. */
const working = (app: App): Record<string, () => void> => ({
  t: () => { app.shell.show('tableau'); app.shell.parts.table.focus(); },
  c: () => app.shell.parts.compare.toggle(),
  l: () => { app.shell.show('reglages'); app.shell.openControls(true); app.shell.parts.legend.element.focus(); },
});

/** The page's keys; single letters and digits can be switched off in their list. */
export function keyboard(app: App): void {
  const map = app.shell.mapBox;
  map.addEventListener('keydown', walker(app));
  map.addEventListener('blur', () => app.hover(null));
  document.addEventListener('keydown', (e) => {
    if (app.view.page === 'import') return;
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === 'Escape') {
      if (app.view.commune !== null) { app.select(null); map.focus(); }
      app.shell.openControls(false);
      return;
    }
    if (typing(e.target) || !app.shell.dialog.letters()) return;
    const kind = KINDS[Number(e.key) - 1];
    const does: Record<string, () => void> = {
      '/': () => app.shell.parts.search.focus(),
      '+': () => app.map?.zoomBy(1), '=': () => app.map?.zoomBy(1), '-': () => app.map?.zoomBy(-1), '0': () => app.whole(),
      ...(app.view.page === 'official' ? {} : working(app)),
      '?': () => app.shell.dialog.open(),
    };
    const act = does[e.key.toLowerCase()] ?? (kind ? () => app.change(kindPatch(kind)) : undefined);
    if (!act) return;
    e.preventDefault();
    act();
  });
}
