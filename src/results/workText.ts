import type { WorkDone } from '../experiments/run';
import { formatCount } from '../plots/numbers';

/** `34 of at most 120 runs`: what a result that is none yet rests on. */
export function workText({ done, planned, atMost, noun }: WorkDone): string {
  return `${formatCount(done)} of ${atMost ? 'at most ' : ''}${formatCount(planned)} ${noun}`;
}
