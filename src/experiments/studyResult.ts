import { z } from 'zod';
import { trainingCurvesSchema } from './trainingCurves';

/**
 * What a study found: numbers under names, figures of series with uncertainty, tables, and sentences. The kinds whose
 * results need no figure of their own share it, so that one panel, one table for notes and one export serve them all.
 */

const intervalSchema = z.tuple([z.number(), z.number()]);

/** What a live value may name of every study besides its values. */
export const studyWords = ['answer', 'table'] as const;

/** A number with all that a reader must know of it. */
const studyValueSchema = z.object({
  /** What a live value names: lower case, digits and hyphens, unique within the result. */
  field: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/u)
    .refine((field) => !studyWords.some((word) => word === field), 'this name stands for the whole result'),
  /** A noun phrase: `threshold dimension d*`. */
  name: z.string(),
  /** Null where the runs do not tell it; `text` then says what they do tell. */
  value: z.number().nullable(),
  /** Two-sided, at `level`; null for what is exact, and where only one end is known (`text` says which). */
  interval: intervalSchema.nullable(),
  level: z.number(),
  /** `profile likelihood`; `exact` where there is nothing uncertain. */
  intervalMethod: z.string(),
  /** Instead of the number, where that alone would mislead: `above 256`. */
  text: z.string().optional(),
  /** `bits`, `parameters`; absent for a plain number. */
  unit: z.string().optional(),
  /** How it came about, as sentences. */
  sentences: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type StudyValue = z.infer<typeof studyValueSchema>;

const axisSchema = z.object({
  /** With the unit: `number of parameters D`. */
  title: z.string(),
  /** `names`: the points' x are indices into `names`. */
  scale: z.enum(['linear', 'log', 'names']),
  names: z.array(z.string()).optional(),
  /** Ends that the axis must hold, as 0 and 1 for a probability. */
  includes: z.array(z.number()).optional(),
});

const pointSchema = z.object({
  x: z.number(),
  y: z.number(),
  /** Of y, at the series' level. */
  interval: intervalSchema.optional(),
  /** Of x, where it is uncertain too. */
  xInterval: intervalSchema.optional(),
  /** Shown where the point is pointed at, and in the table: `784-200-200-10`. */
  label: z.string().optional(),
  /** The runs behind it, by the key of their set in `training`. */
  runs: z.string().optional(),
});

const seriesSchema = z.object({
  /** Unique within the figure. */
  key: z.string(),
  name: z.string(),
  /** `line`: points joined; `points`: apart; `curve`: a smooth one without marks, as a fit; `bars`. */
  draw: z.enum(['line', 'points', 'curve', 'bars']),
  /** `measured` by this run, `predicted` by a formula, `published` by others. */
  origin: z.enum(['measured', 'predicted', 'published']),
  /** The key of a series whose colour it shares: that which it predicts. It has no line of its own in the legend. */
  like: z.string().optional(),
  /** Of the intervals, in words: `95 %, Wilson`; absent where points have none. */
  interval: z.string().optional(),
  /** Of what is published: `Li et al. 2018, table S1`. */
  source: z.string().optional(),
  points: z.array(pointSchema),
});
export type StudySeries = z.infer<typeof seriesSchema>;

/** A line across the figure, with the range it may lie in: a threshold, a target. */
const ruleSchema = z.object({
  key: z.string(),
  name: z.string(),
  axis: z.enum(['x', 'y']),
  at: z.number(),
  interval: intervalSchema.optional(),
  origin: z.enum(['measured', 'predicted', 'published']),
});

const studyFigureSchema = z.object({
  /** Lower case, digits and hyphens, unique within the result: it names the picture's file. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  title: z.string(),
  /** What the figure shows, for those who do not see it: its shape, extremes and thresholds. */
  words: z.string(),
  x: axisSchema,
  y: axisSchema,
  series: z.array(seriesSchema),
  rules: z.array(ruleSchema).default([]),
});
export type StudyFigure = z.infer<typeof studyFigureSchema>;

const studyTableSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  title: z.string(),
  columns: z.array(z.object({ name: z.string(), numeric: z.boolean() })),
  /** Null for an empty cell. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
export type StudyTable = z.infer<typeof studyTableSchema>;

export const studyResultSchema = z
  .object({
    kind: z.literal('study'),
    /** The kind of experiment, as the block names it: `rank-bound`. */
    experiment: z.string(),
    /** What it is about: a data file, or the name of a task. */
    subject: z.string(),
    /** The answer in plain words, the first sentence by itself enough: it leads the panel and the note. */
    answer: z.array(z.string()).min(1),
    /** Those one asks for most first. */
    values: z.array(studyValueSchema).min(1),
    figures: z.array(studyFigureSchema),
    tables: z.array(studyTableSchema),
    /** How the runs behind the figures' points were trained, where that was followed. */
    training: trainingCurvesSchema.optional(),
    /** Of the data and the task, for the panel's column of facts. */
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
    /** Papers whose claim this measures: `Frankle and Carbin 2019, arXiv:1803.03635`. */
    papers: z.array(z.string()),
    warnings: z.array(z.string()),
  })
  .superRefine(({ values, figures, tables }, context) => {
    const twice = [
      ...repeated(values.map(({ field }) => field)),
      // Figures and tables are saved under their ids, from the same place.
      ...repeated([...figures, ...tables].map(({ id }) => id)),
      ...figures.flatMap(({ series, rules }) => repeated([...series, ...rules].map(({ key }) => key))),
    ];
    for (const name of twice) context.addIssue({ code: 'custom', message: `"${name}" is there twice` });
  });

function repeated(names: readonly string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) < i);
}
export type StudyResult = z.infer<typeof studyResultSchema>;
