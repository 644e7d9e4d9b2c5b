import { Rng } from '../../base/rng';
import type { Objective } from '../models/objective';

/** Apart from the streams of the replicas, numbered by their dimension, and from that which splits the data. */
const startStream = 0xffff_fffe;

/** Draws the initialisation of that number, the same for every run that begins there. @param target D floats. */
export function startParameters(
  objective: Objective,
  seed: number,
  start: number,
  target: Float32Array,
): void {
  objective.initialise(target, new Rng(seed).split(startStream).split(start));
}
