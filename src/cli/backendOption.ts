import { Option } from 'commander';
import { resolve } from 'node:path';
import { backendChoices, type BackendChoice } from '../compute/backendChoice';

/** What computes, as the command line says. */
export interface ComputeChoice {
  readonly backend: BackendChoice;
  /** The folder with a TensorFlow.js of the user's own. */
  readonly tensorflow?: string | undefined;
}

/** `--tensorflow`, of every verb that trains. */
export function tensorFlowOption(): Option {
  return new Option(
    '--tensorflow <folder>',
    'whose node_modules holds @tensorflow/tfjs-node-gpu or -node, to train models of your own with',
  ).argParser((folder: string) => resolve(folder));
}

/** `--backend`, of every verb that computes. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'what finds neighbours: a GPU where there is one, or as named')
    .choices(backendChoices)
    .default('auto');
}
