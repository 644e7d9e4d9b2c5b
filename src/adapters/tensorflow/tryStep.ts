import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { TensorFlow } from './tensorFlow';

/** What stands for a size that a model leaves open. */
const openSize = 8;

/** Takes a model forward and back once, on zeros: a backend that lacks something throws here, before the work begins. */
export async function tryStep(tf: TensorFlow, model: LayersModel): Promise<void> {
  const shape = [2, ...(model.inputs[0]?.shape ?? []).slice(1).map((size) => size ?? openSize)];
  const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
  const sum = tf.tidy(() => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(model.apply(tf.zeros(shape), { training: true }) as Tensor)),
      variables,
    );
    return tf.addN([value, ...Object.values(grads).map((gradient) => tf.sum(gradient))]);
  });
  await sum.data();
  sum.dispose();
}
