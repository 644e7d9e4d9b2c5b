import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../../../src/experiments/checkOptions';
import { gradientVariance } from '../../../../src/experiments/kinds/gradientVariance';
import { studyResultSchema, type StudyResult } from '../../../../src/experiments/studyResult';
import { dataSet, trainingContext } from './trainingContext';

async function study(options: Record<string, unknown>): Promise<StudyResult> {
  const spec = gradientVariance.schema.parse({ dimensions: [1, 4], draws: 4000, ...options });
  const { result } = await gradientVariance.run(spec, trainingContext(dataSet([], undefined)));
  return studyResultSchema.parse(result);
}

describe('the variance of gradients', () => {
  it('says how many times noisier the score function is, with an interval that holds the exact ratio', async () => {
    const found = await study({});
    const ratio = found.values.find(({ field }) => field === 'ratio');
    // Quadratic, mean and deviation 1, four coordinates: 15.25 + … by the closed form of the science's test, over 4 · 1.
    const exact = Number(/Exactly ([\d.]+)/.exec(ratio?.sentences.join(' ') ?? '')?.[1]);
    expect(ratio?.interval?.[0]).toBeLessThan(exact);
    expect(ratio?.interval?.[1]).toBeGreaterThan(exact);
    expect(exact).toBeCloseTo((5 + 1 + (4 * 0.5 + 4 * 0.5 + 1) ** 2 + 2 + 1) / 1 - 1, 0);
    expect(found.answer[0]).toMatch(
      /^For the function quadratic the score function’s gradient has [\d.]+ times the variance/,
    );
    expect(found.figures[0]?.series.filter(({ origin }) => origin === 'predicted')).toHaveLength(5);
    expect(found.warnings).toEqual([]);
    expect(await study({})).toEqual(found);
  });

  it('knows where reparameterising is exact, biased, and worse', async () => {
    expect((await study({ function: 'linear' })).answer[0]).toContain('gives the gradient exactly');
    const step = await study({ function: 'step' });
    expect(step.answer[0]).toContain('is wrong');
    expect(step.warnings[0]).toContain('biased');
    // It does not vary, and no number of samples mends it.
    const samples = step.values.find(({ field }) => field === 'samples-reparameterised');
    expect(samples).toMatchObject({ value: null, text: 'none do: it is biased' });
    const fast = await study({ function: 'cosine(3)', dimensions: [1], mean: 0.2 });
    expect(fast.answer[0]).toContain('here the rule does not hold');
    const flat = await study({ function: 'quadratic', mean: 0 });
    expect(flat.warnings[0]).toContain('The gradient is 0 here');
  });

  it('refuses what tells nothing', () => {
    const faults = (options: Record<string, unknown>): string =>
      JSON.stringify(checkOptions(gradientVariance, options));
    expect(faults({ function: 'quadratc' })).toContain('did you mean quadratic?');
    expect(faults({ draws: 100, samples: 8 })).toContain('Draws must be at least 320');
    expect(faults({ dimensions: [2, 2] })).toContain('named twice');
  });
});
