import type { PreviewMap } from '../../map/preview-map';
import { previewMarks } from '../../map/preview-marks';
import { importing as words } from '../../words/import';
import { errors, ui } from '../../words/messages';
import { h } from '../dom';
import { type Desk, type Selection, selectionOf } from './desk';
import { lines } from './lines';
import { segments } from '../segments';

type Face = 'text' | 'map';

/** Beside the review: the text as read, or the map of what was understood. On a phone it covers the page when asked for. */
export function pane(desk: Desk, pickedOnMap: (key: string) => void): {
  element: HTMLElement; update(): void; select(selection: Selection, glance: boolean): void; open(face: Face, opener: HTMLElement): void; close(): void;
} {
  const { session, place } = desk;
  const text = lines(desk);
  const title = h('span', {});
  const list = h('small', {});
  const missing = h('p', { class: 'range' });
  const canvas = h('div', { class: 'canvas' });
  const zoom = (sign: string, label: string, step: number): HTMLElement => h('button', { type: 'button', 'aria-label': label, onclick: () => map?.zoomBy(step) }, sign);
  const mapBox = h('div', { class: 'preview', hidden: true },
    h('div', { class: 'mapbox' }, h('div', { class: 'map', role: 'img', 'aria-label': words.previewMap }, canvas), h('div', { class: 'zoom' }, zoom('+', ui.zoomIn, 1), zoom('−', ui.zoomOut, -1))), missing);
  const face = segments<Face>(words.show, [['text', words.text2], ['map', words.map]], (value) => turn(value));
  const closer = h('button', { type: 'button', class: 'x', 'aria-label': words.close, onclick: () => close() }, '×');
  const element = h('section', { class: 'txt', id: 'texte-lu', 'aria-label': words.textRead }, h('header', {}, h('h2', {}, title), face.element, closer), list, text.element, mapBox);
  let map: PreviewMap | null = null;
  let now: Face = 'text';
  let opener: HTMLElement | null = null;
  face.show('text');

  function draw(): void {
    if (now !== 'map') return;
    const asks = new Map<string, number>();
    session.groups.forEach((group, i) => group.forEach((q) => { if (q.service !== null && session.answerOf(q) === null && !asks.has(q.service)) asks.set(q.service, i + 1); }));
    map?.draw(previewMarks(session.services, asks), desk.selected?.service ?? null);
    const lost = session.services.filter((s) => s.facility.lon === null).length;
    missing.textContent = lost > 0 ? words.noPosition(lost) : '';
  }
  async function turn(to: Face): Promise<void> {
    now = to;
    text.element.hidden = to !== 'text';
    mapBox.hidden = to !== 'map';
    if (to !== 'map' || map) { draw(); return; }
    try {
      const { PreviewMap } = await import('../../map/preview-map');
      map ??= new PreviewMap(canvas, place, { pick: (key) => {
        const service = session.services.find((s) => s.key === key);
        if (service) desk.select(selectionOf(service));
        pickedOnMap(key);
      } });
      draw();
    } catch {
      canvas.textContent = errors.noMap;
    }
  }
  function close(): void {
    element.classList.remove('open');
    opener?.focus();
    opener = null;
  }
  element.addEventListener('keydown', (e) => { if (e.key === 'Escape' && element.classList.contains('open')) { e.stopPropagation(); close(); } });
  return {
    element, close,
    open: (to, from) => {
      opener = from;
      face.show(to);
      void turn(to);
      element.classList.add('open');
      text.pin(desk.selected);
      closer.focus();
    },
    select: (selection, glance) => { text.pin(selection, glance); draw(); },
    update: () => {
      const { files, text: pasted, list: name } = session.inputs;
      title.textContent = files.length === 0 ? words.textPasted : pasted === '' ? words.filesRead : words.textRead;
      list.textContent = name;
      text.update();
      draw();
    },
  };
}
