import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDataFile } from '../../../../src/adapters/dataFile';
import { SingleThreadNeighbours } from '../../../../src/compute/nearestNeighbours';
import { parseEstimator } from '../../../../src/science/estimators/estimatorSpec';
import { gride } from '../../../../src/science/estimators/gride';
import { mle } from '../../../../src/science/estimators/mle';
import { logDistances, type NeighbourStatistic } from '../../../../src/science/estimators/neighbourStatistic';
import { spectrum } from '../../../../src/science/estimators/pca';
import { countSignificant } from '../../../../src/science/estimators/pcaVersions';
import { findFromSpectrum } from '../../../../src/science/estimators/spectrumEstimator';
import { pcaVersions } from '../../../../src/science/estimators/pcaVersions';
import { twoNN } from '../../../../src/science/estimators/twonn';
import { comparesReferences as available, referenceFolder as folder } from './references';

const estimate = z.object({ estimate: z.unknown() }).partial();
const referenceSchema = z.object({
  manifolds: z.record(
    z.string(),
    z.object({
      file: z.string(),
      estimates: z.record(z.string(), estimate),
      knn_checksums: z.object({ sum_log_mu: z.number(), mean_r1: z.number(), mean_r2: z.number() }),
    }),
  ),
});
const grideSchema = z.object({ n2: z.array(z.number()), ids: z.array(z.number()) });

/** Peers print these names. */
const mleNames: readonly (readonly [string, Parameters<typeof mle>[0]])[] = [
  ['skdim.MLE().fit(n_neighbors=20,comb=mle)', { k: 20, combine: 'harmonic', unbiased: false }],
  ['skdim.MLE().fit(n_neighbors=20,comb=mean)', { k: 20, combine: 'mean', unbiased: false }],
  ['skdim.MLE().fit(n_neighbors=20,comb=median)', { k: 20, combine: 'median', unbiased: false }],
  ['skdim.MLE().fit(n_neighbors=10,comb=mle)', { k: 10, combine: 'harmonic', unbiased: false }],
  ['skdim.MLE().fit(n_neighbors=10,comb=mean)', { k: 10, combine: 'mean', unbiased: false }],
  ['skdim.MLE().fit(n_neighbors=10,comb=median)', { k: 10, combine: 'median', unbiased: false }],
  ['skdim.MLE(unbiased=True).fit(n_neighbors=20,comb=mle)', { k: 20, combine: 'harmonic', unbiased: true }],
];

describe.skipIf(!available)('peers on thirteen manifolds (runs where ../shared/reference is)', () => {
  const manifolds = available
    ? Object.entries(
        referenceSchema.parse(JSON.parse(readFileSync(`${folder}/reference_estimates.json`, 'utf8')))
          .manifolds,
      )
    : [];

  it.each(manifolds)('%s', { timeout: 60_000 }, async (_name, reference) => {
    const { matrix } = await readDataFile(`${folder}/${reference.file}`, {
      header: 'auto',
      label: undefined,
      missing: 'error',
      maxBytes: 2 ** 30,
    });
    const table = await new SingleThreadNeighbours().nearestNeighbours(matrix, 64, {});
    const logs = logDistances(table);
    const dimension = (statistic: NeighbourStatistic, keep = (x: Float64Array) => x): number =>
      statistic.combine(
        keep(
          Float64Array.from({ length: table.points }, (_, i) =>
            statistic.value(logs.subarray(i * table.k, i * table.k + statistic.neighbours)),
          ),
        ),
      );
    const expectNear = (found: number, name: string, tolerance = 1e-9): void => {
      const peer = z.number().parse(reference.estimates[name]?.estimate);
      expect(Math.abs(found - peer) / peer, `${name}: ${found} against ${peer}`).toBeLessThan(tolerance);
    };

    let sum = 0;
    for (let i = 0; i < table.points; i++) sum += (logs[i * 64 + 1] ?? 0) - (logs[i * 64] ?? 0);
    expect(sum / reference.knn_checksums.sum_log_mu).toBeCloseTo(1, 10);

    expectNear(dimension(twoNN({ discard: 0.1 })), 'skdim.TwoNN(discard_fraction=0.1)');
    expectNear(dimension(twoNN({ discard: 0.05 })), 'skdim.TwoNN(discard_fraction=0.05)');
    expectNear(dimension(twoNN({ discard: 0.1 })), 'dadapy.compute_id_2NN(base,mu_fraction=0.9)');
    expectNear(dimension(gride(1, 2)), 'dadapy.compute_id_2NN(ml)');
    for (const [name, options] of mleNames) expectNear(dimension(mle(options)), name);

    // The peer bisects down to 1e-7, and leaves out outlying ratios.
    const scaling = grideSchema.parse(
      reference.estimates['dadapy.return_id_scaling_gride(range_max=64)']?.estimate,
    );
    scaling.n2.forEach((n2, i) => {
      expect(
        Math.abs(dimension(gride(n2 / 2, n2), withoutOutliers) - (scaling.ids[i] ?? 0)),
        `gride n2=${n2}`,
      ).toBeLessThan(2e-7);
    });

    const found = await spectrum(matrix, 0, {});
    for (const version of pcaVersions) {
      const options = parseEstimator(`pca(version=${version})`);
      const alpha = options.ok ? Number(options.value.options['alpha']) : NaN;
      expectNear(
        findFromSpectrum(found, (values) => countSignificant(values, version, alpha), 'pca').dimension,
        `skdim.lPCA(ver=${version})`,
      );
    }
  });
});

/** DADApy keeps the ratios below 20 times the distance of the 95th percentile from the median, above the median. */
function withoutOutliers(logs: Float64Array): Float64Array {
  const ratios = logs.map(Math.exp).sort();
  const quantile = (p: number): number => {
    const at = p * (ratios.length - 1);
    const low = ratios[Math.floor(at)] ?? NaN;
    return low + (at % 1) * ((ratios[Math.ceil(at)] ?? NaN) - low);
  };
  const most = 20 * (quantile(0.95) - quantile(0.5)) + quantile(0.5);
  return logs.filter((x) => Math.exp(x) < most);
}
