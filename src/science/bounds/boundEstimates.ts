import { withoutError, type DimensionEstimate } from '../estimators/estimate';
import type { WellBounds } from './wellBounds';

/** What a live value may name of a well: what was measured, then the predictions from the sharpest on. */
export const boundNames = ['threshold', 'sharp', 'published', 'gordon'] as const;
export type BoundName = (typeof boundNames)[number];

/**
 * The threshold and its three predictions as estimates of one quantity, d*, from 0 to D.
 *
 * @param keyOf the key of each, unique within the run.
 */
export function boundEstimates(
  well: WellBounds,
  keyOf: (name: BoundName) => string,
): readonly DimensionEstimate[] {
  const { dimension: size, confidence: level, delta, gordon, kinematic } = well;
  const variant = `R = ${well.distance}, ε = ${well.level}`;
  const of = (
    name: BoundName,
    rest: Pick<DimensionEstimate, 'dimension' | 'interval' | 'intervalMethod'> & Partial<DimensionEstimate>,
  ): DimensionEstimate => ({
    estimator: name,
    key: keyOf(name),
    variant,
    level,
    details: {},
    warnings: [],
    ...rest,
  });
  const inside = well.inside >= 0.5;
  return [
    of('threshold', {
      dimension: well.threshold,
      interval: well.interval,
      intervalMethod: `binomial likelihood, ${well.thresholds.length} random subspaces`,
      details: { subspaces: well.thresholds.length, shareInsideAtStart: well.inside },
      warnings: inside
        ? ['The start has reached the level already in most directions: no dimension is needed.']
        : [],
    }),
    of('sharp', {
      ...well.sharp,
      intervalMethod: `Monte Carlo error, ${well.projections} projections`,
      details: {
        statisticalDimension: delta.value,
        standardError: delta.error,
        spreadOverDirections: well.deltaSpread,
        widthOfTransition: well.transition,
        failureSureUpTo: kinematic[0],
        successSureFrom: kinematic[1],
      },
    }),
    of('published', {
      dimension: well.published,
      interval: [well.published, well.published],
      intervalMethod: withoutError,
      details: { squaredWidth: size - well.published },
    }),
    of('gordon', {
      variant: gordon.vacuous ? `${variant}, vacuous` : variant,
      dimension: gordon.threshold,
      interval: gordon.interval,
      intervalMethod: 'Monte Carlo error of the width',
      details: {
        gaussianWidth: gordon.width.value,
        standardError: gordon.width.error,
        failureSureUpTo: gordon.sure,
        asymptotic: Math.max(0, size - gordon.width.value ** 2),
      },
    }),
  ];
}
