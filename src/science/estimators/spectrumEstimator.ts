import { defineEstimator, type Estimator, type EstimatorOf, type Finding } from './estimator';
import { impossible } from './impossible';
import type { OptionDeclarations, OptionsOf } from './options';
import { pcaResamples } from './pca';
import type { Spectrum } from './spectrum';

/** An estimator that looks at the eigenvalues of the covariance only. */
export interface SpectrumMethod<Declared extends OptionDeclarations> extends Pick<
  EstimatorOf<Declared>,
  'id' | 'options' | 'conflict' | 'applies'
> {
  /** @param values descending, none negative, at least one positive. */
  dimension(values: Float64Array, options: OptionsOf<Declared>): number;
}

/** The estimator with its interval by the multiplier bootstrap of the eigenvalues. */
export function spectrumEstimator<const Declared extends OptionDeclarations>(
  method: SpectrumMethod<Declared>,
): Estimator {
  const { id, options, conflict, applies } = method;
  return defineEstimator<Declared>({
    id,
    options,
    ...(conflict && { conflict }),
    ...(applies && { applies }),
    needs: () => ({ neighbours: 0, spectrum: true, distinct: false }),
    cost: () => 0,
    async estimate({ spectrum }, values, key) {
      return findFromSpectrum(spectrum, (each) => method.dimension(each, values), key);
    },
  });
}

/** The dimension of a spectrum by a rule; its interval are the quantiles of the resamples', widened to hold it. */
export function findFromSpectrum(
  { values, resampled }: Spectrum,
  rule: (values: Float64Array) => number,
  key: string,
): Finding {
  const total = values.reduce((sum, x) => sum + x, 0);
  if (!(total > 0)) throw impossible(key, 'no column varies');
  const dimension = rule(values);
  const sorted = Float64Array.from(resampled, rule).sort();
  const low = sorted[Math.floor(0.025 * sorted.length)] ?? dimension;
  const high = sorted[Math.ceil(0.975 * sorted.length) - 1] ?? dimension;
  return {
    dimension,
    interval: [Math.min(low, dimension), Math.max(high, dimension)],
    intervalMethod: `multiplier bootstrap of the eigenvalues, ${pcaResamples} resamples`,
    details: {
      /** Share of the variance along each of the first axes. */
      shares: Array.from(values.subarray(0, 64), (x) => x / total),
      explained: values.subarray(0, Math.round(dimension)).reduce((sum, x) => sum + x, 0) / total,
      eigenvalues: values.length,
    },
    warnings:
      dimension >= values.length && values.length > 1
        ? [
            {
              fault: 'saturated',
              text: 'Every eigenvalue counts: the dimension may be limited by the number of rows or columns.',
            },
          ]
        : [],
  };
}
