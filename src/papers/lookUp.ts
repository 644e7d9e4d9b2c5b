import { throwIfAborted } from '../base/abort';
import { CodedError } from '../base/errors';
import { askService, unreadableAnswer, type AskOptions, type AskPorts } from './askService';
import type { PaperClient, PaperFacts } from './clients/client';
import { contactOf } from './services';

export interface LookUpOptions extends AskOptions {
  /** After each answer, in turn: what was found, and what the service does not know. */
  readonly onAnswer: (found: ReadonlyMap<string, PaperFacts>, unknown: readonly string[]) => Promise<void>;
  /** Those that were not answered for, because of an error. */
  readonly onFailure: (ids: readonly string[], error: CodedError) => void;
}

/** A service that cannot be read so often in a row is not asked any more. */
const mostFailures = 3;

/**
 * Asks a service for papers by their identifiers, in as few requests and as many at once as its manners allow. A
 * failure is told for the identifiers that it concerns; after one that is not theirs alone (blocked, limited, not
 * reached) nothing more is asked. Rejects with an AbortedError, and with errors that are not the network's.
 */
export async function lookUp(
  client: PaperClient,
  ids: readonly string[],
  ports: AskPorts,
  options: LookUpOptions,
): Promise<void> {
  const { manners, service } = client;
  const queue: (readonly string[])[] = [];
  for (let at = 0; at < ids.length; at += manners.batch) queue.push(ids.slice(at, at + manners.batch));
  const lanes = (contactOf(options.access) === undefined ? undefined : manners.contactPace) ?? manners.pace;
  let failures = 0;
  let end: CodedError | undefined;
  const doubted = new Set<string>();

  const askFor = async (batch: readonly string[]): Promise<void> => {
    const request = client.request(batch, options.access);
    const response = await askService(client, request, ports, options);
    const decoded = client.decode(response, batch);
    if (!decoded.ok) throw unreadableAnswer(service, decoded.error, request.url);
    failures = 0;
    const { found, again = [], note, doubtful } = decoded.value;
    if (note !== undefined) ports.logger.warn(note);
    if (doubtful === true && !batch.some((id) => doubted.has(id))) {
      ports.logger.info(`${service} answered with none of ${batch.length} papers: asking once more.`);
      for (const id of batch) doubted.add(id);
      queue.unshift(batch);
      return;
    }
    const open = new Set(again.flat());
    queue.push(...again);
    await options.onAnswer(
      found,
      batch.filter((id) => !found.has(id) && !open.has(id)),
    );
  };
  const work = async (): Promise<void> => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      throwIfAborted(options.signal);
      if (end) return options.onFailure(batch, end);
      try {
        await askFor(batch);
      } catch (error) {
        if (!(error instanceof CodedError) || !error.code.startsWith('network.')) throw error;
        ports.logger.warn(error.message);
        failures += 1;
        if (error.code !== 'network.response' || failures >= mostFailures) end = error;
        options.onFailure(batch, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, lanes.concurrency) }, work));
  const left = queue.splice(0).flat();
  if (end && left.length > 0) options.onFailure(left, end);
}
