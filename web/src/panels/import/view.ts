import '../../styles/import.css';
import { importing as server } from '../../api/importing';
import { ImportSession, type Step } from '../../state/import-session';
import type { Place } from '../../state/place';
import { importing as words } from '../../words/import';
import { h } from '../dom';
import { brand } from '../glyphs';
import { bar } from './bar';
import { check } from './check';
import type { Desk } from './desk';
import { paste } from './paste';
import { placeDialog } from './place-dialog';
import { report } from './report';
import { saved } from './saved';

const STEPS: readonly Step[] = ['paste', 'check', 'saved'];

export interface Rules { allowed: boolean; token: boolean }
export interface ImportView { element: HTMLElement; readonly place: Place; add(files: Iterable<File>): void; focus(): void; unsaved(): boolean; stop(): void }

function refusedView(leave: () => void): HTMLElement {
  return h('main', { class: 'saved' }, h('h1', { class: 'serif', tabindex: -1 }, words.title), h('p', { class: 'lead' }, words.closed),
    h('div', { class: 'ends' }, h('button', { type: 'button', class: 'btn primary', onclick: leave }, words.back)));
}

function steps(toText: () => void): { element: HTMLElement; update(step: Step): void } {
  const items = words.steps.map((text, i) => {
    const sign = h('i', { 'aria-hidden': 'true' }, String(i + 1));
    const label = i === 0 ? h('button', { type: 'button', onclick: toText }, text) : h('span', {}, text);
    return { sign, label, element: h('li', {}, sign, label) };
  });
  return {
    element: h('ol', { class: 'steps' }, ...items.map((x) => x.element)),
    update: (step) => {
      const at = STEPS.indexOf(step);
      items.forEach(({ sign, label, element }, i) => {
        const done = i < at || step === 'saved';
        element.className = done ? 'done' : i === at ? 'on' : '';
        if (i === at) element.setAttribute('aria-current', 'step');
        else element.removeAttribute('aria-current');
        sign.textContent = done ? '✓' : String(i + 1);
        if (label instanceof HTMLButtonElement) label.disabled = step !== 'check';
      });
    },
  };
}

/** The whole import of one territory, from the paste to the register. */
export function importView(place: Place, rules: Rules, leave: (changed: boolean, again: boolean) => void): ImportView {
  const locator = placeDialog(place);
  const session = new ImportSession(place.code, server, () => update());
  const desk: Desk = {
    session, place, selected: null,
    select: (selection, glance = false) => { desk.selected = selection; reviewed.select(selection, glance); },
    locate: (name, said, start) => locator.ask(name, said, start),
  };
  const first = paste(desk, rules.token);
  const reviewed = check(desk);
  const done = saved(desk, { leave: () => leave(true, false), again: () => leave(true, true) });
  const book = report(session);
  const sure = h('dialog', { class: 'ask', 'aria-labelledby': 'abandon' }, h('h2', { id: 'abandon' }, words.abandon), h('p', {}, words.abandonWhy),
    h('div', { class: 'ends' }, h('button', { type: 'button', class: 'btn', onclick: () => sure.close() }, words.goOn), h('button', { type: 'button', class: 'btn', onclick: () => leave(false, false) }, words.giveUp)));
  const cancel = (): void => {
    if (Object.keys(session.answers.questions).length + Object.keys(session.answers.edits).length > 0) sure.showModal();
    else leave(false, false);
  };
  const foot = bar(desk, { report: book.open, cancel });
  const progress = steps(() => session.revise());
  const out = h('a', { class: 'btn', href: '#', onclick: (e) => { e.preventDefault(); leave(session.step === 'saved', false); } }, words.back);
  const stage = h('div', { class: 'stage' });
  const element = h('div', { class: 'imp', 'data-step': 'paste' },
    h('header', { class: 'top' }, brand(), progress.element, h('span', { class: 'where' }, place.name), out), stage, foot.element, locator.element, book.element, sure);
  let step: Step | null = null;
  const bodies = { paste: first, check: reviewed, saved: done };

  function update(): void {
    if (session.failed === 401 && session.step === 'check') session.step = 'paste';
    bodies[session.step].update();
    foot.update();
    if (session.settling) element.setAttribute('aria-busy', 'true');
    else element.removeAttribute('aria-busy');
    if (step === session.step) return;
    const before = step;
    step = session.step;
    element.dataset['step'] = step;
    progress.update(step);
    foot.element.hidden = step !== 'check';
    stage.replaceChildren(bodies[step].element);
    if (before !== null) bodies[step].focus();
  }
  if (rules.allowed) update();
  else {
    foot.element.hidden = true;
    stage.append(refusedView(() => leave(false, false)));
  }
  return {
    element, place,
    add: (files) => { session.revise(); first.add(files); },
    focus: () => { element.querySelector<HTMLElement>('h1')?.focus(); },
    unsaved: () => session.step !== 'saved' && !session.untouched,
    stop: () => session.stop(),
  };
}
