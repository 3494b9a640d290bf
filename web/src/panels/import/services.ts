import { importing as words, shared } from '../../words/import';
import { h } from '../dom';
import type { Desk } from './desk';
import { COLUMNS, type ServiceRow, serviceRow } from './service-row';

const PART = 200;

/** « Lues sans doute »: the table of the lines that need no answer. */
export function services(desk: Desk): { element: HTMLElement; update(): void; select(key: string | null, scroll: boolean): void } {
  const { session } = desk;
  const known = new Map<string, ServiceRow>();
  let limit = PART;
  let selected: string | null = null;
  const count = h('small', {});
  const common = h('small', { class: 'end' });
  const { line, service, address, commune, places, position, change } = words.columns;
  const head = (text: string, cls = ''): HTMLElement => h('th', { scope: 'col', role: 'columnheader', class: cls }, text);
  const body = h('tbody', { role: 'rowgroup' });
  // The roles are said outright: on a phone the rows are laid out as cards, and would lose them.
  const table = h('table', { role: 'table' }, h('caption', { class: 'vh' }, words.sure), h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
    head(line, 'l'), h('td', { class: 'g', role: 'cell' }), head(service), head(address, 'a'), head(commune, 'c'), head(places, 'p'), head(position, 'o'), head(change, 'ch'), h('td', { role: 'cell' }))), body);
  const more = h('button', { type: 'button', class: 'btn', onclick: () => { limit += PART; update(); } });
  const element = h('section', { class: 'sure' }, h('h2', {}, words.sure, count, common), table, more);

  function update(): void {
    const all = session.services.filter((x) => x.state === 'understood');
    count.textContent = words.lines(all.length);
    common.textContent = shared(all);
    const wanted = all.slice(0, limit).flatMap((x) => {
      const it = known.get(x.key) ?? serviceRow(desk, x, update);
      known.set(x.key, it);
      it.update(x);
      return it.rows();
    });
    table.classList.toggle('compared', all.some((x) => x.change !== 'added'));
    table.hidden = all.length === 0;
    element.hidden = session.draft?.summary.services === 0;
    if (body.children.length !== wanted.length || wanted.some((e, i) => body.children[i] !== e)) place(wanted);
    const rest = all.length - limit;
    more.hidden = rest <= 0;
    more.textContent = words.more(Math.min(rest, PART));
  }
  /** Rows come and go around the one that holds the focus, which is never moved. */
  function place(wanted: readonly HTMLElement[]): void {
    for (const e of [...body.children]) if (!(e instanceof HTMLElement && wanted.includes(e))) e.remove();
    wanted.forEach((e, i) => {
      const now = body.children[i];
      if (now !== e) body.insertBefore(e, now ?? null);
    });
  }
  return {
    element, update,
    select: (key, scroll) => {
      if (selected !== null) known.get(selected)?.select(false);
      selected = key;
      const row = key === null ? undefined : known.get(key);
      row?.select(true);
      if (scroll) row?.head.scrollIntoView({ block: 'nearest' });
    },
  };
}
export { COLUMNS };
