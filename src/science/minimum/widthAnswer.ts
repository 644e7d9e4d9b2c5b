import { fitThreshold, type SuccessCount, type Threshold } from '../subspace/threshold';

/** The runs of one width in all of parameter space. */
export interface WidthCount {
  readonly width: number;
  /** D of the network of this width. */
  readonly parameters: number;
  readonly runs: number;
  readonly successes: number;
}

/** The smallest width at which half the runs succeed or more, as far as runs tell. */
export interface WidthAnswer {
  /** Of the threshold in the number of parameters. */
  readonly fit: Threshold;
  /** Null where the runs do not tell it. */
  readonly width: number | null;
  /** The ends of its interval, both within; null where that end is not known. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The smallest member of a family that suffices: success is fitted against the number of parameters, and the interval
 * of the threshold is taken to the members from the first that is not smaller than its lower end to the first that is not
 * smaller than its upper. Where all runs fail up to one member and succeed from the next of the family on, that is known.
 *
 * @param members of the family, ascending by width, and with it by parameters.
 */
export function smallestWidth(
  counts: readonly WidthCount[],
  members: readonly { readonly width: number; readonly parameters: number }[],
): WidthAnswer {
  const fit = fitThreshold(
    counts.map(({ parameters, runs, successes }): SuccessCount => ({
      dimension: parameters,
      runs,
      successes,
    })),
    'searched',
  );
  // Rounding must not make a threshold at a member one above it.
  const memberFrom = (parameters: number): number | null =>
    members.find((member) => member.parameters >= parameters * (1 - 1e-6))?.width ?? null;
  const low = fit.low === null ? null : memberFrom(fit.low);
  const high = fit.high === null ? null : memberFrom(fit.high);
  const estimate = fit.estimate === null ? null : memberFrom(fit.estimate);
  const tells = fit.status === 'fitted' || (fit.status === 'separated' && low === high);
  return { fit, low, high, width: tells ? estimate : null };
}
