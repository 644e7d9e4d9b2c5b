import { oneOf, real } from './options';
import { countSignificant, pcaVersions } from './pcaVersions';
import { spectrumEstimator } from './spectrumEstimator';

/** PCA of all rows: how many eigenvalues of the covariance count, by one of the rules of `countSignificant`. */
export const pcaEstimator = spectrumEstimator({
  id: 'pca',
  options: { version: oneOf(pcaVersions, 'FO'), alpha: real(0.05, 0, 1) },
  conflict({ version, alpha }) {
    return alpha !== 0.05 && version !== 'FO' && version !== 'ratio'
      ? `pca(version=${version}) has no alpha; FO and ratio have.`
      : undefined;
  },
  applies: (name, { version }) => name !== 'alpha' || version === 'FO' || version === 'ratio',
  dimension: (values, { version, alpha }) => countSignificant(values, version, alpha),
});
