import { ui } from '../words/messages';
import { h } from './dom';

const STOPS = ['low', 'half', 'full'] as const;
type Stop = (typeof STOPS)[number];
const MOVED = 40;

/** On a phone the panel is a sheet with three stops; elsewhere the handle is hidden by the style sheet. */
export function sheet(panel: HTMLElement): { element: HTMLElement; stop(to: Stop): void } {
  const handle = h('button', { type: 'button', class: 'handle', 'aria-label': ui.panelHandle, 'aria-controls': panel.id });
  const element = h('div', { class: 'sheet' }, handle, panel);
  let at: Stop = 'low';
  const stop = (to: Stop): void => {
    at = to;
    element.dataset['stop'] = to;
    handle.setAttribute('aria-expanded', String(to !== 'low'));
  };
  stop('low');
  let from: number | null = null;
  let moved = false;
  handle.addEventListener('pointerdown', (e) => { from = e.clientY; moved = false; handle.setPointerCapture(e.pointerId); });
  handle.addEventListener('pointerup', (e) => {
    if (from === null) return;
    const dy = e.clientY - from;
    from = null;
    moved = Math.abs(dy) > MOVED;
    if (moved) stop(STOPS[Math.max(0, Math.min(2, STOPS.indexOf(at) + (dy < 0 ? 1 : -1)))]!);
  });
  handle.addEventListener('click', () => { if (!moved) stop(STOPS[(STOPS.indexOf(at) + 1) % 3]!); });
  // What the keyboard reaches is neither left behind the edge nor covered.
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
    if (!element.contains(target)) stop('low');
    else if (at === 'low' && panel !== target && panel.contains(target)) stop('half');
  });
  return { element, stop };
}
