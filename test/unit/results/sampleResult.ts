import type { DimensionResult } from '../../../src/experiments/result';
import type { RunResult } from '../../../src/experiments/run';
import type { Consensus } from '../../../src/science/analysis/consensus';
import type { DimensionEstimate } from '../../../src/science/estimators/estimate';

export function estimate(
  key: string,
  dimension: number,
  interval: [number, number],
  other: Partial<DimensionEstimate> = {},
): DimensionEstimate {
  const estimator = key.startsWith('mle') ? 'mle' : key.startsWith('pca') ? 'pca' : 'twonn';
  return {
    estimator,
    key,
    variant: '',
    dimension,
    interval,
    level: 0.95,
    intervalMethod: 'bootstrap',
    details: {},
    warnings: [],
    ...other,
  };
}

export function consensusOf(
  from: readonly string[],
  dimension: number,
  interval: [number, number],
  other: Partial<Consensus> = {},
): Consensus {
  return {
    ...{ dimension, interval, from: [...from], level: 0.95, reading: 'value', leftOut: [], warnings: [] },
    method: `The median of ${from.join(', ')}.`,
    ...other,
  };
}

export function runResult(
  estimates: readonly DimensionEstimate[],
  other: { readonly scale?: boolean; readonly path?: string; readonly consensus?: Consensus } = {},
): RunResult & { readonly result: DimensionResult } {
  const point = { n1: 1, n2: 2, scale: 0.5, dimension: 3, interval: [2.9, 3.1] as [number, number] };
  return {
    schema: 1,
    runId: 'digits-20260102T030405678Z-abcd',
    experimentId: 'digits',
    specHash: 'aa',
    provenance: {
      seed: 7,
      backend: 'javascript, 2 threads',
      precision: 'float64',
      versions: { marginalia: '0.1.0', 'intrinsic-dimension': '1', node: '20' },
      startedAt: '2026-01-02T03:04:05.678Z',
      durationMs: 1200,
      inputs: [{ path: 'data/digits.csv', sha256: 'bb', bytes: 3, modifiedMs: 4 }],
    },
    result: {
      kind: 'intrinsic-dimension',
      data: {
        path: other.path ?? 'data/digits.csv',
        n: 1797,
        features: 64,
        duplicates: 2,
        zeroDistances: 0,
        droppedRows: 0,
      },
      estimates: [...estimates],
      scale: other.scale === false ? [] : [point],
      warnings: [],
      ...(other.consensus && { consensus: other.consensus }),
    },
  };
}
