import { z } from 'zod';
import { describeEstimator, parseEstimators } from '../../science/estimators/estimatorSpec';
import { estimators as known } from '../../science/estimators/estimators';

const help = `Estimators, a list: ${known.map(describeEstimator).join(', ')}`;

/** `estimators` of a kind's options, in normal form. @param preset where none are named. */
export function estimatorsOption(preset: readonly string[]) {
  return z
    .union([z.string(), z.array(z.string()).min(1)])
    .transform((given, context) => {
      // YAML splits a list at every comma, those within parentheses too: joined, they are read as they were meant.
      const parsed = parseEstimators(typeof given === 'string' ? given : given.join(','));
      if (parsed.ok) return parsed.value.map((spec) => spec.key);
      context.addIssue({ code: 'custom', message: parsed.error });
      return z.NEVER;
    })
    .default([...preset])
    .describe(help);
}
