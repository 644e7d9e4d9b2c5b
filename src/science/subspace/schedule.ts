import { err, ok, type Result } from '../../base/result';

/** How the learning rate goes on over a run. */
export type Schedule =
  | { readonly name: 'constant' }
  | { readonly name: 'cosine' }
  | { readonly name: 'step'; readonly every: number; readonly factor: number };

/** `constant`, `cosine` or `step(every=10, factor=0.5)`; the error is a sentence that says what is possible. */
export function parseSchedule(text: string): Result<Schedule, string> {
  const name = text.trim();
  if (name === 'constant' || name === 'cosine') return ok({ name });
  const match = /^step\(\s*every\s*=\s*(\d+)\s*,\s*factor\s*=\s*([\d.]+)\s*\)$/.exec(name);
  const every = Number(match?.[1]);
  const factor = Number(match?.[2]);
  if (every >= 1 && factor > 0 && factor <= 1) return ok({ name: 'step', every, factor });
  return err(`“${name}” is no schedule: write constant, cosine or step(every=10, factor=0.5).`);
}

/**
 * What the rate is multiplied by: 1 throughout; `factor` once more every `every` epochs; or half a cosine from 1 to 0
 * over the whole run (Loshchilov and Hutter 2017, eq. 5).
 * @param step from 0 @param steps of the whole run @param epoch from 0
 */
export function rateFactor(schedule: Schedule, step: number, steps: number, epoch: number): number {
  switch (schedule.name) {
    case 'constant':
      return 1;
    case 'cosine':
      return 0.5 * (1 + Math.cos((Math.PI * step) / steps));
    case 'step':
      return schedule.factor ** Math.floor(epoch / schedule.every);
  }
}
