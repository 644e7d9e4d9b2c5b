/** Every figure that a result may have, of any kind: the names of their files, and of the panel's sections. */
export const figureIds = [
  'estimates',
  'scale',
  'sizes',
  'ratios',
  'classes',
  'points',
  'layers',
  'phase',
  'scores',
  'curves',
  'curve-scores',
  'compared',
  'success',
  /** Any of a study, which names its figures itself: which one is said beside. */
  'study',
] as const;
export type FigureId = (typeof figureIds)[number];
