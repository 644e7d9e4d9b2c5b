import type { WorkHooks } from '../../compute/work';
import type { Doubt, EstimatorInput, Needs } from './estimator';
import type { DimensionEstimate } from './estimate';
import { describeVariant, type EstimatorSpec } from './estimatorSpec';
import { confidenceLevel } from './neighbourStatistic';
import type { OptionValues } from './options';

/** Neighbours that N points can give each other and still lose a group of the jackknife. */
export function mostNeighbours(points: number): number {
  return Math.max(0, points - 1 - Math.ceil(points / Math.min(50, points)));
}

/** What a request needs, given N distinct points. */
export function needsOf(spec: EstimatorSpec, points: number): Needs {
  return spec.estimator.needs(optionsInForce(spec, points));
}

/** Multiply-adds that a request takes beyond the shared parts, roughly. */
export function costOf(spec: EstimatorSpec, points: number, columns: number): number {
  return spec.estimator.cost(optionsInForce(spec, points), { points, columns });
}

/** An estimate, and the points' own dimensions where its estimator gives every point one. */
export interface LocalEstimate {
  readonly estimate: DimensionEstimate;
  /** One a distinct point; not finite where it has none. */
  readonly pointDimensions: Float64Array | undefined;
}

/** The estimate that was asked for. Throws `estimate.impossible` where the data allow none. */
export async function estimateDimension(
  spec: EstimatorSpec,
  input: EstimatorInput,
  hooks: WorkHooks,
): Promise<DimensionEstimate> {
  return (await estimateLocally(spec, input, hooks)).estimate;
}

/** {@link estimateDimension} with the dimension of every point. */
export async function estimateLocally(
  spec: EstimatorSpec,
  input: EstimatorInput,
  hooks: WorkHooks,
): Promise<LocalEstimate> {
  const { estimator, key } = spec;
  const options = optionsInForce(spec, input.points.rows);
  const found = await estimator.estimate(input, options, key, hooks);
  const warnings = [...neighbourhoodWarnings(spec, options, input.points.rows), ...found.warnings];
  const faults = warnings.flatMap((warning) => (typeof warning === 'string' ? [] : [warning.fault]));
  const estimate: DimensionEstimate = {
    estimator: estimator.id,
    key,
    variant: describeVariant(estimator, options),
    dimension: found.dimension,
    interval: found.interval,
    level: confidenceLevel,
    intervalMethod: found.intervalMethod,
    details: found.details,
    warnings: warnings.map((warning) => (typeof warning === 'string' ? warning : warning.text)),
    ...(faults.length > 0 ? { faults: [...new Set(faults)] } : {}),
  };
  return { estimate, pointDimensions: found.pointDimensions };
}

function optionsInForce({ estimator, options }: EstimatorSpec, points: number): OptionValues {
  return estimator.fit?.(options, mostNeighbours(points)) ?? options;
}

/** Neighbourhoods that had to be made smaller than asked for, or are hardly local. */
function neighbourhoodWarnings(
  spec: EstimatorSpec,
  options: OptionValues,
  points: number,
): (string | Doubt)[] {
  const lowered = Object.keys(options).filter((name) => options[name] !== spec.options[name]);
  if (lowered.length > 0) {
    return lowered.map((name) => ({
      fault: 'not-local',
      text: `${name} was lowered from ${spec.options[name]} to ${options[name]}: there are only ${points} distinct points.`,
    }));
  }
  const k = options['k'];
  if (typeof k !== 'number' || k <= points / 20) return [];
  const text = `k=${k} is a large share of ${points} points: the neighbourhoods are hardly local.`;
  return [k > points / 10 ? { fault: 'not-local', text } : text];
}
