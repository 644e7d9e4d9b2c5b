import { describe, expect, it } from 'vitest';
import { staleReasons } from '../../../src/results/staleness';
import { runResult } from './sampleResult';

const fresh = { specHash: 'aa', kindRevision: 1, inputs: [{ path: 'data/digits.csv', sha256: 'bb' }] };

describe('staleReasons', () => {
  it('has none for the block, code and data of the run', () => {
    expect(staleReasons(fresh, runResult([]))).toEqual([]);
    expect(staleReasons({ ...fresh, inputs: [] }, runResult([]))).toEqual([]);
  });

  it.each([
    [{ specHash: 'other' }, 'The experiment’s options changed since this run.'],
    [{ specHash: undefined }, 'The experiment is no longer in the notes.'],
    [{ kindRevision: 2 }, 'The code that computes it changed since this run, and may give other numbers.'],
    [
      { kindRevision: undefined },
      'This version of Marginalia has no experiments of the kind intrinsic-dimension.',
    ],
    [{ inputs: [{ path: 'data/digits.csv', sha256: 'cc' }] }, 'data/digits.csv changed since this run.'],
    [{ inputs: [{ path: 'data/digits.csv', sha256: undefined }] }, 'data/digits.csv is missing.'],
  ])('says why: %j', (change, reason) => {
    expect(staleReasons({ ...fresh, ...change }, runResult([]))).toEqual([reason]);
  });

  it('gives every reason', () => {
    expect(
      staleReasons(
        { specHash: 'x', kindRevision: 3, inputs: [{ path: 'data/digits.csv', sha256: 'x' }] },
        runResult([]),
      ),
    ).toHaveLength(3);
  });
});
