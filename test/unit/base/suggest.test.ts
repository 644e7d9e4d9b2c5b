import { describe, expect, it } from 'vitest';
import { suggest } from '../../../src/base/suggest';

const words = ['estimators', 'data', 'seed', 'intrinsic-dimension'];

describe('suggest', () => {
  it.each([
    ['estimator', 'estimators'],
    ['Estimaters', 'estimators'],
    ['dta', 'data'],
    ['sede', 'seed'],
    ['intrinsic-dimensoin', 'intrinsic-dimension'],
    ['x', undefined],
    ['threshold', undefined],
    ['', undefined],
  ])('takes %j for %j', (word, expected) => {
    expect(suggest(word, words)).toBe(expected);
  });
});
