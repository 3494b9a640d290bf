import { search as words } from '../words/messages';
import { h } from './dom';

const PAUSE = 150;

interface Parts<Hit> {
  input: HTMLInputElement;
  list: HTMLElement;
  status: HTMLElement;
  /** What options are called, before their number. */
  id: string;
  find(typed: string, signal: AbortSignal): Promise<Hit[]>;
  /** The list of hits; each option is made by `option`. */
  draw(hits: Hit[], typed: string, option: (hit: Hit, ...content: HTMLElement[]) => HTMLElement): HTMLElement[];
  choose(hit: Hit): void;
  /** The list has opened or closed. */
  toggled?(open: boolean): void;
}

/** A field that proposes what is typed in it: looked up after a pause, chosen with the pointer or the arrows. Gives what closes it. */
export function combobox<Hit>(parts: Parts<Hit>): () => void {
  const { input, list, status, id } = parts;
  let hits: Hit[] = [];
  let active = -1;
  let timer = 0;
  let pending: AbortController | null = null;

  const toggle = (open: boolean): void => {
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    parts.toggled?.(open);
  };
  const close = (): void => {
    window.clearTimeout(timer);
    pending?.abort();
    active = -1;
    input.removeAttribute('aria-activedescendant');
    toggle(false);
  };
  const choose = (hit: Hit): void => { close(); parts.choose(hit); };
  const point = (to: number): void => {
    active = (to + hits.length) % hits.length;
    for (const option of list.querySelectorAll('[role=option]')) option.setAttribute('aria-selected', String(option.id === `${id}-${active}`));
    input.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.querySelector(`#${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  };
  const option = (hit: Hit, ...content: HTMLElement[]): HTMLElement =>
    h('div', { role: 'option', id: `${id}-${hits.indexOf(hit)}`, 'aria-selected': 'false', onpointerdown: (e) => { e.preventDefault(); choose(hit); } }, ...content);
  const look = async (typed: string): Promise<void> => {
    pending?.abort();
    pending = new AbortController();
    const { signal } = pending;
    try {
      const found = await parts.find(typed, signal);
      if (signal.aborted) return;
      hits = found;
      list.replaceChildren(...parts.draw(hits, typed, option));
      status.textContent = words.found(hits.length);
    } catch (cause) {
      if (signal.aborted) return;
      hits = [];
      list.replaceChildren(h('p', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, cause instanceof Error ? cause.message : String(cause)));
    }
    toggle(true);
    if (hits.length > 0) point(0);
  };
  input.addEventListener('input', () => {
    window.clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < 2) { close(); return; }
    timer = window.setTimeout(() => void look(typed), PAUSE);
  });
  input.addEventListener('keydown', (e) => {
    if (list.hidden || hits.length === 0) return;
    if (e.key === 'ArrowDown') { e.preventDefault(); point(active + 1); }
    if (e.key === 'ArrowUp') { e.preventDefault(); point(active - 1); }
    const hit = hits[active];
    if (e.key === 'Enter' && hit) { e.preventDefault(); choose(hit); }
  });
  return close;
}
