import { z } from 'zod';
import { examplesOptions, networkOptions, trainingOptions } from './networkOptions';

export const fisherRaoSchema = z.strictObject({
  data: networkOptions.data,
  label: networkOptions.label,
  model: networkOptions.model,
  noise: z
    .array(z.number().min(0).max(1))
    .min(1)
    .max(50)
    .default([0, 0.2, 0.4, 0.6, 0.8, 1])
    .describe('Shares of the training labels that are replaced by classes drawn at random'),
  widths: z
    .array(z.number().int().min(1).max(65_536))
    .max(50)
    .default([])
    .describe('Widths for all hidden layers in place of the model’s, a list; none keeps the model’s'),
  bias: z
    .boolean()
    .default(false)
    .describe('Whether layers have biases; without them, and with ReLU, the paper’s identity holds exactly'),
  rows: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(2000)
    .describe('Training rows that the Fisher–Rao norm is taken over, at most'),
  ...trainingOptions,
  epochs: trainingOptions.epochs.default(100),
  ...examplesOptions,
});
export type FisherRaoSpec = z.infer<typeof fisherRaoSchema>;
