import { expect, it } from 'vitest';
import { wholeResult } from '../../../src/worker/wholeResult';
import { studyOf, studyRun } from '../results/sampleStudy';

it('keeps a result whose numbers are finite, and says where one is not', () => {
  const run = studyRun();
  expect(wholeResult(run)).toBe(run);
  const { values, ...study } = studyOf();
  const [first, ...others] = values;
  if (first === undefined) throw new Error('no value');
  for (const value of [NaN, Infinity]) {
    const broken = studyRun({ ...study, values: [...others, { ...first, value }] });
    expect(() => wholeResult(broken)).toThrow(`values › ${others.length} › value`);
  }
});
