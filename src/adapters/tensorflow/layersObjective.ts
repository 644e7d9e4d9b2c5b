import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Rng } from '../../base/rng';
import type { Arena } from '../../compute/training/arena';
import type { Address } from '../../compute/training/kernels';
import type { LayersNetwork } from '../../science/models/layersNetwork';
import type { TrainingData } from '../../science/models/networkObjective';
import type { LayerValues, Rows, Score, TrainableObjective } from '../../science/models/objective';
import { buildModel, measuredLayers } from './buildModel';
import type { TensorFlow } from './tensorFlow';

/** Examples that pass through the model together at most, where it is only asked and not trained. */
const mostTogether = 256;

/**
 * A `tf.LayersModel` under the mean cross-entropy of its labels, or the mean squared error of its outputs: its parameters
 * are the trainable weights, one after the other, in the kernels' memory, where all that moves them is; TensorFlow.js
 * computes losses and gradients. Regularisers of its layers count in what is trained, and not in scores. What its dropouts
 * draw comes from the replica's own stream.
 */
export class LayersObjective implements TrainableObjective {
  readonly parameters: number;
  readonly train: Rows;
  readonly test: Rows;
  private readonly weights: readonly Variable[];
  private readonly features: Tensor;
  private readonly answers: Tensor;
  /** TensorFlow.js draws from it wherever no seed is named. */
  private readonly ownRandom = Math.random;

  static async open(
    tf: TensorFlow,
    network: LayersNetwork,
    data: TrainingData,
    arena: Arena,
  ): Promise<LayersObjective> {
    const { model } = await buildModel(tf, network.source, network.answers);
    const states = [];
    for (const weight of model.nonTrainableWeights) {
      const variable = weight.read() as Variable;
      states.push({ variable, values: Float32Array.from(await variable.data()) });
    }
    return new LayersObjective(tf, network, model, states, await weightsOf(model), data, arena);
  }

  private constructor(
    private readonly tf: TensorFlow,
    private readonly network: LayersNetwork,
    private readonly model: LayersModel,
    private readonly states: readonly { readonly variable: Variable; readonly values: Float32Array }[],
    private readonly stored: Float32Array,
    data: TrainingData,
    private readonly arena: Arena,
  ) {
    this.parameters = network.shape.parameters;
    this.weights = model.trainableWeights.map((weight) => weight.read() as Variable);
    this.features = tf.tensor(inOrder(data, network.order), [data.rows, ...network.input], 'float32');
    const { answers } = data;
    this.answers =
      answers instanceof Int32Array
        ? tf.tensor1d(new Int32Array(answers), 'int32')
        : tf.tensor(new Float32Array(answers), [data.rows, answers.length / data.rows], 'float32');
    this.train = { at: arena.store(data.train), count: data.train.length };
    this.test = { at: arena.store(data.test), count: data.test.length };
  }

  async initialise(target: Float32Array, rng: Rng): Promise<void> {
    const { tf, network } = this;
    this.rewind();
    draw(rng.split(0));
    if (network.start === 'stored') target.set(this.stored);
    else {
      // Building it anew is what draws its weights, each by the initialiser that the file names.
      const fresh = await buildModel(tf, { ...network.source, weights: undefined }, network.answers);
      target.set(await weightsOf(fresh.model));
      fresh.model.dispose();
    }
    draw(rng.split(1));
  }

  rewind(): void {
    for (const { variable, values } of this.states)
      this.tf.tidy(() => variable.assign(this.tf.tensor(values, variable.shape, variable.dtype)));
  }

  async gradient(theta: Address, rows: Rows, gradient: Address): Promise<number> {
    const { tf, weights } = this;
    this.place(theta);
    const flat = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => this.loss(rows), [...weights]);
      const parts = weights.map((weight) => tf.reshape(grads[weight.name] ?? tf.zerosLike(weight), [-1]));
      return tf.concat([tf.reshape(value, [1]), ...parts]);
    });
    const found = await flat.data();
    flat.dispose();
    this.arena.viewFloats(gradient, this.parameters).set(found.subarray(1));
    return found[0] ?? NaN;
  }

  async evaluate(theta: Address, rows: Rows): Promise<Score> {
    const { tf } = this;
    this.place(theta);
    let [loss, correct] = [0, 0];
    for (let first = 0; first < rows.count; first += mostTogether) {
      const part = { at: rows.at + 4 * first, count: Math.min(mostTogether, rows.count - first) };
      const sums = tf.tidy(() => this.sums(part));
      const [partLoss = NaN, partCorrect = NaN] = await sums.data();
      sums.dispose();
      loss += partLoss;
      correct += partCorrect;
    }
    const classifies = this.network.answers === 'classes';
    const terms = classifies ? rows.count : rows.count * this.network.shape.outputs;
    return { loss: loss / terms, accuracy: classifies ? correct / rows.count : undefined };
  }

  async layers(theta: Address, rows: Rows): Promise<LayerValues[]> {
    const { tf, model } = this;
    this.place(theta);
    const made = measuredLayers(model);
    const view = tf.model({
      inputs: model.inputs,
      outputs: made.map((layer) => layer.output as SymbolicTensor),
    });
    const found: LayerValues[] = [];
    for (let first = 0; first < rows.count; first += mostTogether) {
      const count = Math.min(mostTogether, rows.count - first);
      const outputs = tf.tidy(() => {
        const list = tf.tensor1d(this.arena.viewIntegers(rows.at + 4 * first, count).slice(), 'int32');
        return [view.apply(tf.gather(this.features, list), { training: false }) as Tensor | Tensor[]].flat();
      });
      for (const [l, output] of outputs.entries()) {
        const columns = output.size / count;
        found[l] ??= { name: made[l]?.name ?? '', columns, values: new Float32Array(rows.count * columns) };
        found[l].values.set(await output.data(), first * columns);
        output.dispose();
      }
    }
    return found;
  }

  /** Gives back all that TensorFlow.js holds for it. */
  dispose(): void {
    this.features.dispose();
    this.answers.dispose();
    this.model.dispose();
    Math.random = this.ownRandom;
  }

  /** Gives the model the parameters. */
  private place(theta: Address): void {
    const { tf, arena } = this;
    tf.tidy(() => {
      const all = tf.tensor1d(arena.viewFloats(theta, this.parameters).slice(), 'float32');
      let at = 0;
      for (const weight of this.weights) {
        weight.assign(tf.reshape(tf.slice(all, at, weight.size), weight.shape));
        at += weight.size;
      }
    });
  }

  private answer(rows: Rows, training: boolean): { readonly output: Tensor2D; readonly rows: Tensor } {
    const { tf, network } = this;
    const list = tf.tensor1d(this.arena.viewIntegers(rows.at, rows.count).slice(), 'int32');
    const given = this.model.apply(tf.gather(this.features, list), { training }) as Tensor2D;
    // One score tells two classes apart: that of the first is 0.
    const isSingle = network.answers === 'classes' && network.shape.outputs === 1;
    const output = isSingle ? tf.concat([tf.zeros([rows.count, 1]), given], 1) : given;
    return { output: output as Tensor2D, rows: list };
  }

  private loss(rows: Rows): Scalar {
    const { tf } = this;
    const { output, rows: list } = this.answer(rows, true);
    const wanted = tf.gather(this.answers, list);
    const own: Scalar =
      this.network.answers === 'classes'
        ? tf.losses.softmaxCrossEntropy(tf.cast(tf.oneHot(wanted, output.shape[1]), 'float32'), output)
        : tf.mean(tf.squaredDifference(output, wanted));
    const regularisers = this.model.calculateLosses();
    return regularisers.length === 0 ? own : tf.addN([own, ...regularisers]);
  }

  /** The sum of the losses, and how many labels were found. */
  private sums(rows: Rows): Tensor {
    const { tf } = this;
    const { output, rows: list } = this.answer(rows, false);
    const wanted = tf.gather(this.answers, list);
    if (this.network.answers === 'values')
      return tf.stack([tf.sum(tf.squaredDifference(output, wanted)), tf.sum(tf.zeros([1]))]);
    const hot = tf.cast(tf.oneHot(wanted, output.shape[1]), 'float32');
    const losses = tf.sub(tf.logSumExp(output, 1), tf.sum(tf.mul(output, hot), 1));
    const found = tf.cast(tf.equal(tf.argMax(output, 1), tf.cast(wanted, 'int32')), 'float32');
    return tf.stack([tf.sum(losses), tf.sum(found)]);
  }
}

/** What training moves, one after the other. */
async function weightsOf(model: LayersModel): Promise<Float32Array> {
  const parts: number[] = [];
  for (const weight of model.trainableWeights) {
    for (const value of await weight.read().data()) parts.push(value);
  }
  return Float32Array.from(parts);
}

/** The features as a model takes them. */
function inOrder({ rows, columns, features }: TrainingData, order: Int32Array | undefined): Float32Array {
  const all = new Float32Array(features);
  if (order === undefined) return all;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++)
      all[row * columns + k] = features[row * columns + (order[k] as number)] as number;
  }
  return all;
}

/** TensorFlow.js seeds what it draws from `Math.random`; nothing else draws in a process of its own. */
function draw(rng: Rng): void {
  Math.random = () => rng.uniform();
}
