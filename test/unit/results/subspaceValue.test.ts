import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../src/experiments/run';
import { formatLiveValue } from '../../../src/results/liveValue';
import { comparedThresholds } from '../../../src/results/subspaceCompare';
import { thresholdText } from '../../../src/results/subspaceText';
import type { Threshold } from '../../../src/science/subspace/threshold';
import { readSnapshot } from '../webviews/snapshots';

function finished(): RunResult {
  const { result } = readSnapshot('threshold');
  if (!result) throw new Error('the fixture has a result');
  return result;
}

function threshold(change: Partial<Threshold>): Threshold {
  return { status: 'fitted', estimate: 26, low: 18, high: 41, level: 0.95, slope: 2, method: '', ...change };
}

describe('a threshold in one phrase', () => {
  it.each([
    [{}, '26 (18–41)'],
    [{ low: 24, high: 28 }, '26 ± 2'],
    [{ status: 'separated', low: 16, high: 32, slope: null }, 'between 16 and 32'],
    [{ status: 'above', estimate: null, low: 250.4, high: null }, 'above 250'],
    [{ status: 'below', estimate: null, low: null, high: 2.04 }, 'below 2'],
    [{ status: 'open', high: null }, 'above 18, no upper bound'],
    [{ status: 'flat', estimate: null, low: null, high: null }, 'not identified'],
  ] as const)('%j reads %s', (change, text) => expect(thresholdText(threshold(change))).toBe(text));
});

describe('two runs beside each other', () => {
  const { result } = finished();
  if (result.kind !== 'subspace-training') throw new Error('another kind');
  const resultWith = (change: Partial<Threshold>): typeof result => ({
    ...result,
    threshold: threshold(change),
  });

  it.each([
    [{ low: 50, high: 60, estimate: 55 }, 'the 95 % intervals do not meet.'],
    [{ low: 30, high: 60, estimate: 45 }, 'these runs do not tell the thresholds apart.'],
    [{ low: 43, high: null, estimate: 50 }, 'the 95 % intervals do not meet.'],
    [{ low: null, high: null, estimate: null }, 'and not identified in the other.'],
  ] as const)('%j against 18–41: %s', (other, end) => {
    expect(comparedThresholds(resultWith({}), resultWith(other)).endsWith(end)).toBe(true);
  });
});

describe('a live value of subspace training', () => {
  const inline = (field: string | undefined) => formatLiveValue({ field, form: 'inline' }, finished());

  it('is the threshold, or how full training did', () => {
    expect(inline('threshold')).toEqual({ ok: true, value: '110 (100–121)' });
    expect(inline(undefined)).toEqual({ ok: true, value: '110 (100–121)' });
    expect(inline('full')).toEqual({ ok: true, value: '3 of 3 runs, median accuracy 0.992' });
  });

  it('that the result does not have says what it has', () => {
    expect(inline('twonn')).toMatchObject({ ok: false, error: { remedy: 'It has threshold and full.' } });
  });

  it('on lines of its own is a table with the diagram and the budget', () => {
    const block = formatLiveValue({ field: undefined, form: 'block' }, finished(), 'notes/a.md');
    const text = block.ok ? block.value : '';
    expect(text).toContain('| 96 | 1 of 5 | 0.04–0.62 | 0.889 |');
    expect(text).toContain('| 2410 (full) | 3 of 3 |');
    expect(text).toMatch(
      /!\[Success against the dimension trained, data\/digits\.csv\]\(\.\.\/\.marginalia\/runs\/[^)]+\/plots\/phase\.svg\)/,
    );
    expect(text).toContain('50 epochs of batches of 128 (600 steps), adam at rate 0.05');
  });
});
