import { Option } from 'commander';
import { backendChoices } from '../compute/backendChoice';

/** `--backend`, of every verb that computes. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'what finds neighbours: a GPU where there is one, or as named')
    .choices(backendChoices)
    .default('auto');
}
