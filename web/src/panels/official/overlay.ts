import { legendRows } from '../../layers/order';
import { dotSize } from '../../layers/dots';
import { isOfficial, knownOf, type Picture } from '../../state/picture';
import { official as words } from '../../words/official';
import { h, put } from '../dom';
import { swatch } from '../glyphs';

/** What is written over the map and under it: title, legend of what is drawn, reading note. */
export function overlay() {
  const title = h('h2', {});
  const subtitle = h('p', {});
  const legend = h('ul', { class: 'olegend', 'aria-label': 'Légende' });
  const reading = h('p', { class: 'reading' });
  return {
    title: h('div', { class: 'omt' }, title, subtitle), legend, reading,
    update: (p: Picture): void => {
      if (!isOfficial(p)) return;
      const { kind, ages, within } = p.view;
      const cells = (p.cells?.cells.length ?? 0) > 0;
      const known = knownOf(p);
      put(title, cells ? words.mapTitle(dotSize(p), ages) : words.mapNoCells(kind));
      put(subtitle, words.mapSubtitle(kind, within, cells, known !== 'children'));
      put(reading, cells && known !== 'children' ? words.reading(dotSize(p)) : '');
      const unknown = known === 'reach' && (kind === 'eaje' || kind === 'alsh');
      const rows = legendRows(p).map((r) => (unknown && r.swatch.shape === 'dot' && r.swatch.sort === 'reach' ? { ...r, text: words.unknownPlaces } : r));
      legend.hidden = rows.length === 0;
      legend.classList.toggle('all-named', rows.every((r) => r.named));
      put(legend, ...rows.map((r) => h('li', { class: r.named ? 'named' : '' }, swatch(r.swatch, kind), h('span', {}, r.text))));
    },
  };
}
