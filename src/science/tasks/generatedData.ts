import type { Result } from '../../base/result';
import { parseManifold, type ManifoldSpec } from '../manifolds/manifoldSpec';
import type { PlantedTruth } from './plantedTask';
import { parseTask } from './taskSpec';

const generated = /^(manifold|task):(.*)$/is;

/** Whether a `data` names something that is to be generated, right or wrong, and not a file. */
export function isGenerated(data: string): boolean {
  return generated.test(data);
}

/** What `manifold:…` or `task:…` means; undefined where `data` names a file. The error says what is possible. */
export function parseGenerated(data: string): Result<ManifoldSpec, string> | undefined {
  const [, prefix, text = ''] = generated.exec(data) ?? [];
  if (prefix === undefined) return undefined;
  return prefix.toLowerCase() === 'task' ? parseTask(text) : parseManifold(text);
}

/** Whether it names a task, whose answers are numbers. */
export function isTask(data: string): boolean {
  return /^task:/i.test(data);
}

/** What is known of a task by how it was made; undefined of all other data. */
export function plantedTruth(data: string): PlantedTruth | undefined {
  const [, text] = /^task:(.*)$/is.exec(data) ?? [];
  const parsed = text === undefined ? undefined : parseTask(text);
  return parsed?.ok === true ? parsed.value.truth : undefined;
}
