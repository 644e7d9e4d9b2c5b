import { Rng } from '../../base/rng';

/** Apart from the streams of the replicas, numbered by their dimension, and from that which splits the data. */
const allStarts = 0xffff_fffe;

/** What draws the initialisation of that number, the same for every run that begins there. */
export function startStream(seed: number, start: number): Rng {
  return new Rng(seed).split(allStarts).split(start);
}
