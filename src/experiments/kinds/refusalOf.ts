import { CodedError } from '../../base/errors';

/** Why the data allow no estimate; undefined where they do. Any other failure is thrown. */
export async function refusalOf(attempt: () => void | Promise<void>): Promise<CodedError | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'estimate.impossible') return error;
    throw error;
  }
}
