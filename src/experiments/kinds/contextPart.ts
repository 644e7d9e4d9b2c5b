import type { RunContext } from '../kind';

/**
 * The context as a part of a run sees it, whose progress from 0 to 1 is that of the whole from one share to another.
 * @param label what the part is about, in front of its messages.
 */
export function contextPart(context: RunContext, from: number, to: number, label?: string): RunContext {
  return {
    ...context,
    progress: (fraction, message) =>
      context.progress(from + (to - from) * fraction, label === undefined ? message : `${label}: ${message}`),
  };
}
