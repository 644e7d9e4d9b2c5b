import { z } from 'zod';

/** The names of what is predicted of a threshold, from the sharpest on. */
export const predictionNames = ['sharp', 'scaled', 'published', 'gordon'] as const;
export type PredictionName = (typeof predictionNames)[number];

/** Of a quadratic well the threshold itself is known too. */
const knownNames = [...predictionNames, 'exact'] as const;

export const predictionTitles: Readonly<Record<(typeof knownNames)[number], string>> = {
  exact: 'exact, by linear algebra',
  sharp: 'sharp D − δ(C)',
  scaled: 'sharp, scaled to the true loss',
  published: 'published width formula',
  gordon: 'Gordon’s bound',
};

/** A threshold dimension that a formula predicts, from the curvature where full training ends. */
const thresholdPredictionSchema = z.object({
  name: z.enum(knownNames),
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Of the interval, and how it was made. */
  level: z.number(),
  intervalMethod: z.string(),
  /** Where the number says less than it seems to: `vacuous`. */
  text: z.string().optional(),
});
export type ThresholdPrediction = z.infer<typeof thresholdPredictionSchema>;

export const predictedThresholdSchema = z.object({
  /** None where there is nothing to predict from: `warnings` say why. */
  predictions: z.array(thresholdPredictionSchema),
  /** What they were made from, in few words; the curvature where full training ends where it is left out. */
  basis: z.string().optional(),
  /** The same in sentences. */
  sentences: z.array(z.string()),
  /** How far they are to be trusted. */
  warnings: z.array(z.string()),
});
export type PredictedThreshold = z.infer<typeof predictedThresholdSchema>;
