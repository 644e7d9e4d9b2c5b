import type { DataMatrix } from '../science/datasets/dataSet';
import { distinctRows, takeRows } from '../science/datasets/duplicates';
import type { EstimatorInput } from '../science/estimators/estimator';
import { mostNeighbours } from '../science/estimators/estimateDimension';
import { logDistances, spareNeighbours } from '../science/estimators/neighbourStatistic';
import { spectrum } from '../science/estimators/pca';
import type { Spectrum } from '../science/estimators/spectrum';
import type { NeighbourBackend, NeighbourTable, WorkHooks } from '../science/neighbours';
import type { Neighbours } from './neighbours';

const noTable: NeighbourTable = {
  points: 0,
  k: 0,
  distances: new Float64Array(0),
  indices: new Int32Array(0),
  evaluated: 0,
  backend: '',
};
const noSpectrum: Spectrum = { values: new Float64Array(0), resampled: [] };

/** Points with their neighbours, and, once an estimator has asked for them, their principal axes. */
export class PreparedPoints implements Neighbours {
  private readonly spectra = new Map<number, Promise<Spectrum>>();
  private logs: Float64Array | undefined;

  private constructor(
    /** Repeated rows too. */
    readonly rows: DataMatrix,
    readonly points: DataMatrix,
    readonly k: number,
    private readonly table: NeighbourTable,
    private readonly searcher: NeighbourBackend,
  ) {}

  /** @param neighboursOf how many each of the distinct points should have; 0 searches for none. */
  static async make(
    rows: DataMatrix,
    neighboursOf: (distinct: DataMatrix) => number,
    backend: NeighbourBackend,
    hooks: WorkHooks,
  ): Promise<PreparedPoints> {
    const points = takeRows(rows, distinctRows(rows));
    const asked = Math.min(neighboursOf(points), mostNeighbours(points.rows));
    const kept = Math.min(asked + spareNeighbours(asked), points.rows - 1);
    const table = asked > 0 ? await backend.nearestNeighbours(points, kept, hooks) : noTable;
    return new PreparedPoints(rows, points, asked, table, backend);
  }

  get n(): number {
    return this.points.rows;
  }

  get stride(): number {
    return this.table.k;
  }

  get distances(): Float64Array {
    return this.table.distances;
  }

  get indices(): Int32Array {
    return this.table.indices;
  }

  get backend(): string {
    return this.table.backend;
  }

  /** What an estimator looks at. The axes are found on first use and kept, a promise a seed. */
  async input(needsSpectrum: boolean, seed: number, hooks: WorkHooks): Promise<EstimatorInput> {
    const { rows, points, table } = this;
    this.logs ??= logDistances(table);
    return {
      rows,
      points,
      table,
      logs: this.logs,
      spectrum: needsSpectrum ? await this.spectrum(seed, hooks) : noSpectrum,
      seed,
      backend: this.searcher,
    };
  }

  private spectrum(seed: number, hooks: WorkHooks): Promise<Spectrum> {
    const known = this.spectra.get(seed);
    if (known) return known;
    const found = spectrum(this.rows, seed, hooks);
    this.spectra.set(seed, found);
    // A search that was cancelled or failed may be tried again.
    found.catch(() => this.spectra.delete(seed));
    return found;
  }
}
