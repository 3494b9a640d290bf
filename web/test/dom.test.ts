// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { h, put } from '../src/panels/dom';

const item = (text: string): HTMLElement => h('li', { class: 'x' }, h('b', {}, text));
const texts = (of: Element): string[] => [...of.childNodes].map((n) => n.textContent ?? '');

test('what looks the same stays the very same, and the rest follows in order', () => {
  const list = h('ul', {});
  put(list, item('one'), item('two'), item('three'));
  const [one, two, three] = list.children;
  put(list, item('one'), item('changed'), item('three'));
  expect(texts(list)).toEqual(['one', 'changed', 'three']);
  expect([list.children[0], list.children[2]]).toEqual([one, three]);
  expect(list.children[1]).not.toBe(two);
  put(list, item('one'));
  expect([...list.children]).toEqual([one]);
  put(list);
  expect(list.childNodes.length).toBe(0);
});

test('an attribute is a look, too', () => {
  const list = h('ul', {});
  put(list, h('li', { class: 'a' }, 'x'));
  put(list, h('li', { class: 'b' }, 'x'));
  expect(list.innerHTML).toBe('<li class="b">x</li>');
});

test('what answers to the hand is replaced, however deep the hand reaches: it may do something else by now', () => {
  const pressed: string[] = [];
  const of = (what: string): HTMLElement => h('li', {}, h('span', {}, h('button', { onclick: () => pressed.push(what) }, 'press')));
  const list = h('ul', {});
  put(list, of('before'));
  put(list, of('after'));
  list.querySelector('button')?.click();
  expect(pressed).toEqual(['after']);
});

test('a part that is handed over again is neither moved nor copied, whatever comes and goes around it', () => {
  const [a, b] = [h('section', {}, 'a'), h('section', {}, 'b')];
  const box = h('div', {});
  put(box, h('p', {}, 'first'), a, h('p', {}, 'between'), b);
  a.textContent = 'a, later';
  const moves: string[] = [];
  const insert = box.insertBefore.bind(box);
  box.insertBefore = (node, at) => { moves.push(node.textContent ?? ''); return insert(node, at); };
  put(box, a, h('p', {}, 'between'), h('p', {}, 'new'), b, 'end');
  expect([texts(box), box.children[0], box.children[3]]).toEqual([['a, later', 'between', 'new', 'b', 'end'], a, b]);
  expect(moves).toEqual(['new', 'end']);
  put(box, b, a);
  expect([...box.children]).toEqual([b, a]);
});

test('words take the place of words, and nothing leaves nothing', () => {
  const p = h('p', {}, 'before');
  const was = p.firstChild;
  put(p, 'before');
  expect(p.firstChild).toBe(was);
  put(p, 'after', null, false, '');
  expect(texts(p)).toEqual(['after']);
  put(p, '');
  expect(p.childNodes.length).toBe(0);
});
