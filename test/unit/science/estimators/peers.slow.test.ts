import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readDataFile } from '../../../../src/adapters/dataFile';
import { estimateFrom, inputFor } from './estimates';
import {
  allReferences as all,
  comparesReferences as available,
  referenceFolder as folder,
} from './references';

const referenceSchema = z.object({
  manifolds: z.record(
    z.string(),
    z.object({
      file: z.string(),
      estimates: z.record(z.string(), z.object({ estimate: z.unknown() }).partial()),
    }),
  ),
});

/** A request, the name that the peer's number has, and the greatest relative difference. */
const cases: readonly (readonly [request: string, peer: string, tolerance: number])[] = [
  ['twonn-ml', 'dadapy.compute_id_2NN(ml)', 1e-9],
  ['mom', 'skdim.MOM().fit(n_neighbors=100,comb=mean)', 1e-9],
  ['mom(combine=median)', 'skdim.MOM().fit(n_neighbors=100,comb=median)', 1e-9],
  ['mada', 'skdim.MADA().fit(n_neighbors=20,comb=mean)', 1e-9],
  ['mada(combine=median)', 'skdim.MADA().fit(n_neighbors=20,comb=median)', 1e-9],
  // The peer's search stops where its objective changes by less than 2e-9 of itself.
  ['mind-ml(D=10,search=skdim)', 'skdim.MiND_ML(k=20,D=10,ver=MLk)', 1e-6],
  ['mind-ml(D=100,search=skdim)', 'skdim.MiND_ML(k=20,D=100,ver=MLk)', 1e-6],
  ['mind-ml(D=10,version=MLi)', 'skdim.MiND_ML(k=20,D=10,ver=MLi)', 0],
  ['mind-ml(D=100,version=MLi)', 'skdim.MiND_ML(k=20,D=100,ver=MLi)', 0],
  ['corrint', 'skdim.CorrInt(k1=10,k2=20)', 1e-9],
  ['tle', 'skdim.TLE(epsilon=1e-4).fit(n_neighbors=20,comb=mean)', 1e-9],
  ['ess', 'skdim.ESS(ver=a,d=1).fit(n_neighbors=100,comb=mean)', 1e-9],
  ['fishers', 'skdim.FisherS(conditional_number=10)', 1e-9],
  ['participation-ratio', 'skdim.lPCA(ver=participation_ratio)', 1e-9],
  ['lpca', 'skdim.lPCA(ver=FO)', 0],
  ['lpca(version=Fan)', 'skdim.lPCA(ver=Fan)', 0],
  ['lpca(version=maxgap)', 'skdim.lPCA(ver=maxgap)', 0],
  ['lpca(version=ratio)', 'skdim.lPCA(ver=ratio)', 0],
  ['lpca(version=participation_ratio)', 'skdim.lPCA(ver=participation_ratio)', 1e-9],
  ['lpca(version=Kaiser)', 'skdim.lPCA(ver=Kaiser)', 0],
  ['lpca(version=broken_stick)', 'skdim.lPCA(ver=broken_stick)', 0],
];
const scalingSchema = z.object({
  n2: z.array(z.number()),
  ids: z.array(z.number()),
  err: z.array(z.number()),
});

describe.skipIf(!available)('peers on the benchmark manifolds (runs where ../shared/reference is)', () => {
  const manifolds = available
    ? Object.entries(
        referenceSchema.parse(JSON.parse(readFileSync(`${folder}/reference_estimates.json`, 'utf8')))
          .manifolds,
      ).filter((_, index) => all || index % 4 === 0)
    : [];
  const worst = new Map<string, number>();

  it.each(manifolds)('%s', { timeout: 600_000 }, async (name, reference) => {
    const { matrix } = await readDataFile(`${folder}/${reference.file}`, {
      header: 'auto',
      label: undefined,
      missing: 'error',
      maxBytes: 2 ** 30,
    });
    const ranks = [1, 2, 4, 8, 16, 32];
    const scales = ranks.map((n1) => `gride(n1=${n1},n2=${2 * n1},outliers=drop)`);
    const input = await inputFor(matrix, [...cases.map(([request]) => request), ...scales]);
    for (const [request, peer, tolerance] of cases) {
      const theirs = z.number().parse(reference.estimates[peer]?.estimate);
      const { dimension } = await estimateFrom(input, request);
      const difference = Math.abs(dimension - theirs) / theirs;
      worst.set(request, Math.max(difference, worst.get(request) ?? 0));
      expect
        .soft(difference, `${name} ${request}: ${dimension} against ${theirs}`)
        .toBeLessThanOrEqual(tolerance);
    }
    // The peer bisects down to 1e-7.
    const scaling = scalingSchema.parse(
      reference.estimates['dadapy.return_id_scaling_gride(range_max=64)']?.estimate,
    );
    for (const [i, request] of scales.entries()) {
      const { dimension, details } = await estimateFrom(input, request);
      expect.soft(Math.abs(dimension - (scaling.ids[i] ?? NaN)), request).toBeLessThan(2e-7);
      expect.soft(Number(details['likelihoodError']) / (scaling.err[i] ?? NaN), request).toBeCloseTo(1, 3);
    }
  });

  it('differs by no more than said', () => {
    for (const [request, difference] of worst)
      process.stdout.write(`${request}: ${difference.toExponential(1)}\n`);
    expect(worst.size).toBe(cases.length);
  });
});
