import { describe, expect, it } from 'vitest';
import { disagreements } from '../../../../src/science/estimators/dimensionWarnings';
import type { DimensionEstimate } from '../../../../src/science/estimators/estimate';

function found(estimator: string, dimension: number): DimensionEstimate {
  return {
    ...{ estimator, key: estimator, variant: '', dimension, interval: [dimension - 0.1, dimension + 0.1] },
    ...{ level: 0.95, intervalMethod: 'made up', details: {}, warnings: [] },
  };
}

describe('estimates that contradict each other', () => {
  it('are named two by two', () => {
    const said = disagreements([found('twonn', 2), found('mle', 3), found('mada', 3.1)]);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('twonn (2.00) and mle (3.00)');
  });

  it('are summed up where there are many', () => {
    const said = disagreements(['twonn', 'mle', 'mada', 'mom'].map((id, i) => found(id, 2 + i)));
    expect(said).toEqual([expect.stringContaining('range from 2.00 (twonn) to 5.00 (mom)')]);
  });

  it('are not those that look at all points at once', () => {
    expect(
      disagreements([found('twonn', 2), found('pca', 9), found('lpca', 7), found('fishers', 5)]),
    ).toEqual([]);
  });
});
