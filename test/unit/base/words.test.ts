import { expect, it } from 'vitest';
import { saidOnce } from '../../../src/base/words';

it('says once, in the order it was first said, what is said of several things', () => {
  const said = [
    { about: '64-8-10', text: 'few points' },
    { about: '64-8-10', text: 'one diverged' },
    { about: '64-16-10', text: 'few points' },
  ];
  expect(saidOnce(said)).toEqual([
    { about: ['64-8-10', '64-16-10'], text: 'few points' },
    { about: ['64-8-10'], text: 'one diverged' },
  ]);
});
