/** A document as a sparse vector: positions of features and their values. */
export interface SparseVector {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

export interface TrainingPoint {
  readonly x: SparseVector;
  /** What is known without training, a score a class: training learns what to add. */
  readonly offset: readonly number[];
  readonly label: number;
  readonly weight: number;
}

export interface LogisticOptions {
  readonly classes: number;
  readonly features: number;
  /** Strength of the pull towards the offsets alone. */
  readonly ridge: number;
  readonly iterations: number;
}

/**
 * Weights of a multinomial logistic regression around given offsets: the minimum of
 * Σ wᵢ·−log softmax(offsetᵢ + W xᵢ)[labelᵢ] + ridge/2·‖W‖², by Nesterov's accelerated gradient with a step from the
 * loss's Lipschitz constant. From zero, without chance: the same points give the same weights.
 * @returns row by row a feature, `classes` numbers each.
 */
export function trainLogistic(
  points: readonly TrainingPoint[],
  { classes, features, ridge, iterations }: LogisticOptions,
): Float64Array {
  const size = classes * features;
  let weights = new Float64Array(size);
  if (points.length === 0 || features === 0) return weights;
  let previous = new Float64Array(size);
  const ahead = new Float64Array(size);
  const gradient = new Float64Array(size);
  const step = 1 / (ridge + lipschitz(points));
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const momentum = (iteration - 1) / (iteration + 2);
    for (let i = 0; i < size; i++) {
      const current = weights[i] ?? 0;
      const at = current + momentum * (current - (previous[i] ?? 0));
      ahead[i] = at;
      gradient[i] = ridge * at;
    }
    for (const point of points) addGradient(point, ahead, gradient, classes);
    [previous, weights] = [weights, previous];
    for (let i = 0; i < size; i++) weights[i] = (ahead[i] ?? 0) - step * (gradient[i] ?? 0);
  }
  return weights;
}

/**
 * A bound of the loss's curvature: the softmax's Hessian is at most ½ in each direction, and the largest eigenvalue of
 * XᵀX at most its largest absolute row sum (Gershgorin), which is at most Σᵢ |xᵢⱼ|·‖xᵢ‖₁ for some column j.
 */
function lipschitz(points: readonly TrainingPoint[]): number {
  const sums = new Map<number, number>();
  for (const { x, weight } of points) {
    const norm = x.values.reduce((total, value) => total + Math.abs(value), 0);
    for (const [index, feature] of x.at.entries()) {
      sums.set(feature, (sums.get(feature) ?? 0) + weight * norm * Math.abs(x.values[index] ?? 0));
    }
  }
  return [...sums.values()].reduce((most, sum) => Math.max(most, sum), 0) / 2;
}

function addGradient(
  { x, offset, label, weight }: TrainingPoint,
  weights: Float64Array,
  gradient: Float64Array,
  classes: number,
): void {
  const errors = softmax(scores(x, offset, weights));
  errors[label] = (errors[label] ?? 0) - 1;
  // Plain loops: this is where training spends its time.
  for (let index = 0; index < x.at.length; index++) {
    const value = weight * (x.values[index] ?? 0);
    const row = (x.at[index] ?? 0) * classes;
    for (let k = 0; k < classes; k++) gradient[row + k] = (gradient[row + k] ?? 0) + value * (errors[k] ?? 0);
  }
}

export function scores(x: SparseVector, offset: readonly number[], weights: Float64Array): number[] {
  const result = [...offset];
  const classes = offset.length;
  for (let index = 0; index < x.at.length; index++) {
    const value = x.values[index] ?? 0;
    const row = (x.at[index] ?? 0) * classes;
    for (let k = 0; k < classes; k++) result[k] = (result[k] ?? 0) + value * (weights[row + k] ?? 0);
  }
  return result;
}

export function softmax(values: readonly number[], temperature = 1): number[] {
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp((value - top) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
