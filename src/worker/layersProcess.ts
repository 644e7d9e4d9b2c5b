import { setImmediate } from 'node:timers/promises';
import { LayersServer } from '../adapters/tensorflow/layersServer';
import { toLayersSchema, type FromLayers } from '../adapters/tensorflow/layersMessages';
import { CodedError } from '../base/errors';

/**
 * A process that trains models of TensorFlow.js, one replica after another: what it loads is large, a step cannot be broken
 * off, and a user's package may crash. It is told what to do by the process that started it, and ends with that.
 */
function main(): void {
  // Its advice to install another package is not for here: docs/subspace-training.md says how.
  console.warn = () => {};
  const server = new LayersServer(__dirname);
  process.on('message', (message: unknown) => {
    void server
      .take(toLayersSchema.parse(message))
      .catch(faultOf)
      .then((answer) => send(answer));
  });
  process.on('disconnect', () => process.exit(0));
  process.on('unhandledRejection', (error) => {
    void send(faultOf(error)).then(() => setImmediate().then(() => process.exit(1)));
  });
}

function send(message: FromLayers): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error('this program is started by Marginalia');
    process.send(message, undefined, {}, () => resolve());
  });
}

function faultOf(error: unknown): FromLayers {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof CodedError) || error.code !== 'experiment.invalid')
    return { type: 'fault', code: 'internal', message, remedy: '' };
  const { code, remedy, location } = error;
  return { type: 'fault', code, message, remedy, ...(location ? { file: location.file } : {}) };
}

main();
