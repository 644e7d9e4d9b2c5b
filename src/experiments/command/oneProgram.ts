import { CodedError } from '../../base/errors';
import { suggest } from '../../base/suggest';
import type { ProgramOutcome } from './outcome';
import type { ProgramBackend, ProgramEnd } from './program';
import { reaches, type ProgramTarget, type SettledTarget } from './programTarget';
import { RunRecord } from './runRecord';
import type { ProgramRun } from './sweep';

export interface ProgramJob {
  readonly backend: ProgramBackend;
  readonly target: ProgramTarget;
  readonly take: 'best' | 'last';
  readonly timeoutSeconds: number;
}

export interface OneHooks {
  readonly name: string;
  readonly onProgress: (fraction: number, message: string | undefined) => void;
  readonly signal: AbortSignal;
}

/**
 * One run from its start to its outcome. A process that crashes or says nothing of the metric gives a broken outcome; one
 * that cannot even be started throws. @param settled undefined where what full training reaches is still to be found out.
 */
export async function runOneProgram(
  job: ProgramJob,
  run: ProgramRun & { readonly seed: number; readonly parameters: Readonly<Record<string, unknown>> },
  settled: SettledTarget | undefined,
  { name, onProgress, signal }: OneHooks,
): Promise<ProgramOutcome> {
  const record = new RunRecord(job.target, job.take);
  const end = await job.backend.run(`${JSON.stringify(run.parameters)}\n`, {
    name,
    timeoutSeconds: job.timeoutSeconds,
    signal,
    onLine: (line) => {
      if (record.read(line)) onProgress(record.progress, record.message);
    },
  });
  const broken = brokenBy(end, job) ?? silence(record, job.target);
  const score = broken === undefined ? (record.score ?? NaN) : NaN;
  const found = Number.isFinite(score) ? score : null;
  return {
    ...run,
    score: found,
    succeeded: broken === undefined && settled !== undefined ? succeeds(settled, found) : undefined,
    diverged: broken === undefined && found === null,
    broken,
    metrics: record.last,
    curve: record.curve,
    seconds: end.seconds,
    warnings: record.warnings,
  };
}

/** Whether a score is enough; one that is no number never is. Undefined where the target does not say what is. */
export function succeeds(target: SettledTarget, score: number | null): boolean | undefined {
  return score === null && target.value !== undefined ? false : reaches(target, score ?? NaN);
}

function brokenBy(
  { code, signal, stopped, lastWords }: ProgramEnd,
  { timeoutSeconds }: ProgramJob,
): string | undefined {
  if (code === 0 && stopped === undefined) return undefined;
  const how =
    stopped === 'timeout'
      ? `took longer than ${timeoutSeconds} s and was stopped`
      : stopped === 'flood'
        ? 'printed without end and was stopped'
        : signal === null
          ? `ended with exit code ${code}`
          : `was ended by ${signal}`;
  return lastWords.length === 0 ? how : `${how}: ${lastWords.join(' ⏎ ')}`;
}

function silence(record: RunRecord, { metric }: ProgramTarget): string | undefined {
  if (record.score !== undefined) return undefined;
  const { names } = record;
  if (names.length === 0) return `reported no ${metric}, nor any other metric`;
  const near = suggest(metric, names);
  const hint = near === undefined ? '' : ` (is “${near}” meant?)`;
  return `reported no ${metric}, but ${names.slice(0, 8).join(', ')}${hint}`;
}

/** What is thrown where no run tells anything. */
export function allBroken(outcomes: readonly ProgramOutcome[]): CodedError {
  const first = outcomes.find(({ broken }) => broken !== undefined);
  const count =
    outcomes.length === 1 ? 'The program' : `Each of the first ${outcomes.length} runs broke; the first`;
  return new CodedError('program.failed', `${count} ${first?.broken ?? 'gave nothing'}.`, {
    remedy: `It was given ${JSON.stringify(first?.parameters ?? {})} on its standard input; what it printed is in the run’s folder, under logs.`,
  });
}
