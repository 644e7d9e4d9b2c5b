import { describe, expect, it } from 'vitest';
import { nearMatches } from '../../../../src/host/features/experiments/nearMatches';
import { suggestId } from '../../../../src/host/features/experiments/suggestId';

describe('nearMatches', () => {
  const files = ['data/digits.csv', 'data/roll.npy', 'raw/digits.tsv', '자료/숫자.csv'];

  it.each([
    ['data/digts.csv', 'data/digits.csv'],
    ['digits.csv', 'data/digits.csv'],
    ['data/digits.npy', 'data/digits.csv'],
    ['Data/Digits.CSV', 'data/digits.csv'],
    ['자료/숫지.csv', '자료/숫자.csv'],
    ['roll.csv', 'data/roll.npy'],
  ])('for %s begins with %s', (written, meant) => {
    expect(nearMatches(written, files)[0]).toBe(meant);
  });

  it('has nothing for what is like nothing', () => {
    expect(nearMatches('measurements.csv', files)).toEqual([]);
    expect(nearMatches('', files)).toEqual([]);
  });

  it('counts a swap of neighbours as one slip', () => {
    expect(nearMatches('mel', ['mle', 'pca'])).toEqual(['mle']);
  });
});

describe('suggestId', () => {
  it.each([
    ['', 'intrinsic-dimension', 'data/digits.csv', 'digits-dimension'],
    ['', 'intrinsic-dimension', undefined, 'dimension'],
    ['', undefined, '자료/숫자 모음.npy', '숫자-모음-experiment'],
    ['two words', 'intrinsic-dimension', 'a.csv', 'two-words'],
  ])('of %j, %s and %s is %s', (written, kind, path, expected) => {
    expect(suggestId(written, kind, path, new Set())).toBe(expected);
  });

  it('is none that is taken', () => {
    expect(suggestId('a', undefined, undefined, new Set(['a', 'a-2']))).toBe('a-3');
  });
});
