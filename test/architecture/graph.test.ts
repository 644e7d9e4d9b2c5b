import { expect, it } from 'vitest';
import { cycleIn } from './graph';

it('finds a cycle and names its way round', () => {
  const edges = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  expect(cycleIn(edges)).toEqual(['b', 'd', 'b']);
});

it('finds none where two ways lead to one place', () => {
  const edges = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ]);
  expect(cycleIn(edges)).toEqual([]);
});
