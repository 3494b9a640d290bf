import { expect, test } from 'vitest';
import { turnClass } from '../src/panels/scenario/difference';
import * as scenario from '../src/state/scenario';
import { Steps } from '../src/state/steps';

const OPEN = { kind: 'eaje' as const, lon: 1.82, lat: 48.884, capacity: null, ages: '', funding: '', perimeter: '', name: 'Crèche, « A ; B » 100 %' };

test('a scenario reads back from its text, whatever its names hold', () => {
  let s = scenario.open(scenario.read(''), OPEN as Parameters<typeof scenario.open>[1]);
  s = scenario.move(s, 'gm-eaje-12', { lon: 1.9, lat: 48.9 });
  s = scenario.resize(s, 'gm-eaje-12', 30);
  s = scenario.close(s, 'id,with;all%');
  const text = scenario.write(s);
  expect(scenario.write(scenario.read(text))).toBe(text);
  expect(scenario.read(text)).toEqual(scenario.read(scenario.write(scenario.read(text))));
  expect(s.changes).toHaveLength(4);
});

test('moved or resized twice is told once, and closed and opened again is as before', () => {
  const moved = scenario.move(scenario.read(''), 'a', { lon: 1, lat: 48 });
  expect(scenario.move(moved, 'a', { lon: 2, lat: 48 }).changes).toHaveLength(1);
  const sized = scenario.resize(moved, 'a', 10);
  expect(scenario.resize(sized, 'a', 12).changes).toHaveLength(2);
  expect(scenario.write(scenario.reopen(scenario.close(sized, 'a'), 'a'))).toBe(scenario.write(sized));
});

test('what opens is changed in its own entry', () => {
  const s = scenario.open(scenario.read(''), OPEN as Parameters<typeof scenario.open>[1]);
  const id = scenario.idAt(0);
  expect(scenario.move(s, id, { lon: 2, lat: 48 }).changes).toHaveLength(1);
  expect(scenario.resize(s, id, 12).changes).toHaveLength(1);
  expect(scenario.remove(s, id).changes).toHaveLength(0);
});

test('undone and done again is the same, and a state that comes back is a step of its own', () => {
  const steps = new Steps<string>();
  for (const state of ['', 'a', 'ab', 'a']) {
    steps.make(state);
    steps.follow(state);
  }
  expect(steps.before).toBe('ab');
  steps.follow('ab');
  expect([steps.before, steps.after]).toEqual(['a', 'a']);
  steps.follow('a');
  steps.make('c');
  expect(steps.after).toBeUndefined();
});

test('a change for the better and one for the worse are told apart, whatever their sign', () => {
  expect([turnClass('with_place', 2), turnClass('with_place', -2)]).toEqual([' better', ' worse']);
  expect([turnClass('out_of_reach', -2), turnClass('out_of_reach', 2)]).toEqual([' better', ' worse']);
  expect([turnClass('without_place', -2), turnClass('places', 0), turnClass('rate', null)]).toEqual(['', '', '']);
});
