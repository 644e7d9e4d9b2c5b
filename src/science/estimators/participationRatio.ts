import { countSignificant } from './pcaVersions';
import { spectrumEstimator } from './spectrumEstimator';

/**
 * The participation ratio (Σλ)² / Σλ² of the covariance's eigenvalues (Gao, Trautmann, Yu, Santhanam, Ryu, Shenoy,
 * Ganguli 2017, "A theory of multineuronal dimensionality, dynamics and measurement", eq. 5): from 1, all variance
 * along one axis, to their number, as much along each. Not a whole number; linear, so that curvature raises it.
 */
export const participationRatioEstimator = spectrumEstimator({
  id: 'participation-ratio',
  options: {},
  dimension: (values) => countSignificant(values, 'participation_ratio', 0),
});
