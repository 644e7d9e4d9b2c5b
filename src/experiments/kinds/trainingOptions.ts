import { z } from 'zod';
import { subspaceSchema } from './subspaceOptions';

const {
  label,
  task,
  epochs,
  batch,
  optimiser,
  fullRate,
  momentum,
  schedule,
  test,
  normalise,
  header,
  missing,
} = subspaceSchema.shape;

/** How a network is trained in all of its parameters: the options that subspace training has too, named as there. */
export const fullTraining = {
  ...{ label, task, epochs, batch, optimiser, fullRate, momentum, schedule },
  ...{ test, normalise, header, missing },
};

/** The same without defaults, for kinds that train a network only where the block names one. */
export const optionalTraining = {
  label,
  task: unset(task),
  epochs: unset(epochs),
  batch: unset(batch),
  optimiser: unset(optimiser),
  fullRate: unset(fullRate),
  momentum: unset(momentum),
  schedule: unset(schedule),
  test: unset(test),
  normalise: unset(normalise),
  header: unset(header),
  missing: unset(missing),
};

/** Defaults that are no part of a block's options in normal form: what does not train has none of them. */
export function fillTraining(
  given: z.infer<z.ZodObject<typeof optionalTraining>>,
): z.infer<z.ZodObject<typeof fullTraining>> {
  const known = Object.entries(given).filter(([key, value]) => key in fullTraining && value !== undefined);
  return z.object(fullTraining).parse(Object.fromEntries(known));
}

function unset<Option extends z.ZodType>(option: z.ZodDefault<Option>): z.ZodOptional<Option> {
  const preset: unknown = option.parse(undefined);
  const text = typeof preset === 'string' ? preset : JSON.stringify(preset);
  return z.optional(option.unwrap()).describe(`${option.description ?? ''} (${text} unless said)`);
}
