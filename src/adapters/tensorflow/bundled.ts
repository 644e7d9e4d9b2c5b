import '@tensorflow/tfjs-backend-cpu';
import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { loadLayersModel, model } from '@tensorflow/tfjs-layers';
import type { TensorFlow } from './tensorFlow';

/** The TensorFlow.js that comes with this program. It is large: only the process that trains with it imports it. */
export const bundledTensorFlow: TensorFlow = { ...core, loadLayersModel, model };

export const bundledVersion = core.version_core;
