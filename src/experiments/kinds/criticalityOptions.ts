import { z } from 'zod';
import { examplesOptions, networkOptions, trainingOptions } from './networkOptions';

export const criticalitySchema = z.strictObject({
  ...networkOptions,
  checkpoints: z
    .array(z.number().int().min(1))
    .max(30)
    .default([1, 2, 5, 10])
    .describe('Epochs whose ends each layer is put back to, beside the initialisation'),
  draws: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .describe('How often each layer is drawn anew, for each network'),
  margin: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe(
      'A layer is critical where it costs more: of accuracy (0.01 is one point), or of the loss, as a share',
    ),
  ...trainingOptions,
  ...examplesOptions,
});
export type CriticalitySpec = z.infer<typeof criticalitySchema>;
