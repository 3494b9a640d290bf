import { urls } from '../../api/client';
import { isOfficial, type Picture } from '../../state/picture';
import { type View, writeView } from '../../state/view';
import { official as words } from '../../words/official';
import type { Actions } from '../actions';
import { copyButton } from '../copy';
import { h, type Part } from '../dom';
import { here } from './tabs';

/** The way to the official view, kept on the same territory, kind, threshold, fill and day. */
export function door(actions: Actions, page: View['page'], text: string): Part<Picture> & { element: HTMLAnchorElement } {
  const element = h('a', { class: `btn door-${page}`, onclick: here(() => actions.change({ page })) }, text);
  return { element, update: (p) => { element.href = writeView({ ...p.view, page }); } };
}

/** What can be done with the official view: send it, print it, leave it. */
export function doors(actions: Actions, announce: (text: string) => void): Part<Picture> {
  const print = h('a', { class: 'btn', target: '_blank', rel: 'noopener' }, words.print);
  const work = door(actions, 'map', words.work);
  let link = '';
  const copy = copyButton(words, () => link, announce);
  return {
    element: h('div', { class: 'doors' }, copy.element, print, work.element),
    update: (p) => {
      if (!isOfficial(p)) return;
      copy.reset();
      link = `${location.origin}/${writeView(p.view)}`;
      print.href = urls.sheet(p.view);
      work.update(p);
    },
  };
}
