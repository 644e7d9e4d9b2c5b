import { describe, expect, it } from 'vitest';
import { minimumParameters } from '../../../../src/experiments/kinds/minimumParameters';
import {
  likelyLabel,
  minimumBlock,
  parseTargetAndBudget,
  suggestTarget,
} from '../../../../src/experiments/kinds/minimumRequest';
import { readSpec } from '../../../../src/experiments/readSpec';
import { readExperimentBlocks } from '../../../../src/notes/experimentBlocks';

describe('a target with its budget', () => {
  it.each([
    ['accuracy >= 0.9, 120 runs', { target: 'accuracy >= 0.9', runs: 120, minutes: undefined }],
    ['train loss <= 1e-3 , 60 runs, 2.5 minutes', { target: 'train loss <= 1e-3', runs: 60, minutes: 2.5 }],
    ['loss <= 0.1', { target: 'loss <= 0.1', runs: 120, minutes: undefined }],
    [suggestTarget('task:relu-teacher'), { target: 'loss <= 0.05', runs: 120, minutes: undefined }],
  ])('%s', (text, expected) => expect(parseTargetAndBudget(text)).toEqual({ ok: true, value: expected }));

  it.each([
    ['accuracy <= 0.9', /reached from below/],
    ['accuracy >= 0.9, 120', /“120” is no budget/],
    ['accuracy >= 0.9, 3 runs', /8 runs at least/],
    ['accuracy >= 0.9, 0 minutes', /above 0/],
    ['', /no target/],
  ])('refuses %j', (text, message) => {
    const parsed = parseTargetAndBudget(text);
    expect(parsed.ok ? 'ok' : parsed.error).toMatch(message);
  });
});

describe('the block of a request', () => {
  it.each([
    ['data/digits.csv', 'label'],
    ['data/odd: name #1.csv', '3'],
    ['task:relu-teacher(features=6,width=3)', undefined],
    ['true', 'a "b"'],
  ])('of %s is read as what was asked for', (data, label) => {
    const request = {
      data,
      label,
      family: 'mlp(in-{2..9}-out, tanh)',
      target: 'loss <= 0.1',
      runs: 40,
      minutes: 3,
    };
    const [block] = readExperimentBlocks(minimumBlock('my-minimum', request).join('\n'));
    const read = block && readSpec(block);
    expect(read?.problems).toEqual([]);
    expect(read?.kind?.id).toBe(minimumParameters.id);
    const expected = label === '3' ? 3 : label;
    expect(read?.spec).toMatchObject({
      data,
      family: request.family,
      target: 'loss <= 0.1',
      runs: 40,
      minutes: 3,
    });
    expect(read?.spec?.['label']).toBe(expected);
  });

  it('takes the column for the label that is called so', () => {
    expect(likelyLabel(['x1', 'Class', 'x2'])).toBe('Class');
    expect(likelyLabel(['x1', 'x2'])).toBeUndefined();
  });
});
