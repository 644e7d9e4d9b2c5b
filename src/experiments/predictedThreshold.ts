import { z } from 'zod';

/** The names of what is predicted of a threshold, from the sharpest on. */
export const predictionNames = ['sharp', 'scaled', 'published', 'gordon'] as const;
export type PredictionName = (typeof predictionNames)[number];

export const predictionTitles: Readonly<Record<PredictionName, string>> = {
  sharp: 'sharp D − δ(C)',
  scaled: 'sharp, scaled to the true loss',
  published: 'published width formula',
  gordon: 'Gordon’s bound',
};

/** A threshold dimension that a formula predicts, from the curvature where full training ends. */
export const thresholdPredictionSchema = z.object({
  name: z.enum(predictionNames),
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
  /** What they were made from. */
  sentences: z.array(z.string()),
  /** How far they are to be trusted. */
  warnings: z.array(z.string()),
});
export type PredictedThreshold = z.infer<typeof predictedThresholdSchema>;
