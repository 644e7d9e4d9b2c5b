import { CodedError } from '../../base/errors';
import { joinCommandLine, splitCommandLine } from '../command/commandLine';
import { commandSchema, dimensionsOf, sweptValues, type CommandSpec } from '../command/commandOptions';
import { KeptRuns } from '../command/keptRuns';
import { metricFields, metricReport } from '../command/metricReport';
import { nameOfRun, type ProgramOutcome } from '../command/outcome';
import type { ProgramStart } from '../command/program';
import { describeProgramTarget, parseProgramTarget, type ProgramTarget } from '../command/programTarget';
import { programTraining } from '../command/programTraining';
import { runAll, type AllRuns } from '../command/runAll';
import { curveFigure, curvesCsv, runTable } from '../command/runTables';
import { cellsOf, type Cell } from '../command/sweep';
import { cellField } from '../command/cellThreshold';
import { thresholdReport } from '../command/thresholdReport';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import type { StudyResult } from '../studyResult';
import { studyFields } from '../study';

/** Warnings about single runs that are told; the rest are counted. */
const mostWarnings = 12;

/** Any program of the user's own, run over dimensions, seeds and other parameters. */
export const command: ExperimentKind<typeof commandSchema, StudyResult> = {
  id: 'command',
  title: 'A program of your own',
  description:
    'Runs a program over dimensions, seeds and other parameters, and fits the threshold dimension or compares the metric it reports.',
  starter: ['run: python train.py', 'target: accuracy >= 0.9', 'sweep:', '  d: auto'],
  revision: 1,
  schema: commandSchema,
  fileKeys: ['files'],
  keeps: true,
  extension: {
    keys: ['sweep', 'seeds', 'runs', 'full', 'most', 'target', 'jobs', 'timeout'],
    by: (spec) =>
      dimensionsOf(spec) === 'auto'
        ? { key: 'runs', now: spec.runs, most: 100_000, noun: 'runs in subspaces at most' }
        : { key: 'seeds', ...moreSeeds(spec), noun: 'runs of every combination' },
  },
  program: { start: programOf, folderKey: 'folder' },
  fields: fieldsOf,
  run,
};

function programOf(spec: CommandSpec): ProgramStart {
  const words = typeof spec.run === 'string' ? splitCommandLine(spec.run) : undefined;
  if (words?.ok === false) throw new CodedError('experiment.invalid', words.error);
  return {
    argv: words?.value ?? [...spec.run],
    folder: spec.folder,
    environment: Object.fromEntries(
      Object.entries(spec.environment).map(([name, value]) => [name, String(value)]),
    ),
  };
}

function fieldsOf(spec: CommandSpec): readonly string[] {
  const cells = cellsOf(sweptValues(spec));
  if (dimensionsOf(spec) === undefined) return studyFields(metricFields(cells, targetOf(spec)));
  const own = cells.flatMap((cell) => [
    cellField('threshold', cell),
    ...(spec.full > 0 ? [cellField('full', cell)] : []),
  ]);
  return studyFields(own);
}

async function run(spec: CommandSpec, context: RunContext): Promise<KindOutcome<StudyResult>> {
  const { program } = context;
  if (program === undefined) {
    throw new CodedError(
      'program.not-allowed',
      'This run starts a program, and nobody has allowed it here.',
      {
        remedy:
          'Run its block in the editor, or `marginalia run --allow-commands`, after looking at what it starts.',
      },
    );
  }
  await context.fingerprint?.([...new Set([...program.ownFiles, ...spec.files])]);
  const target = targetOf(spec);
  const cells = cellsOf(sweptValues(spec));
  const job = { backend: program, target, take: spec.take, timeoutSeconds: spec.timeout };
  const kept = new KeptRuns(
    await context.keeping?.({
      program: programOf(spec),
      metric: target.metric,
      better: target.better,
      take: spec.take,
    }),
  );
  const outcomeOf = (all: AllRuns, isWhole: boolean): KindOutcome<StudyResult> => ({
    result: resultOf(spec, target, cells, all, isWhole),
    tables: new Map([['curves', curvesCsv(all.outcomes)]]),
    backend: `${joinCommandLine(programOf(spec).argv)}, ${spec.jobs} process${spec.jobs === 1 ? '' : 'es'} at a time`,
    precision: 'the program’s precision',
    reused: kept.reused(),
  });
  const all = await runAll(job, spec, cells, context, kept, (soFar) =>
    context.soFar?.(() => ({
      ...outcomeOf(soFar, false),
      work: {
        done: soFar.outcomes.length,
        planned: soFar.planned,
        atMost: dimensionsOf(spec) === 'auto',
        noun: 'runs',
      },
    })),
  );
  const outcome = outcomeOf(all, true);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}

/** @param isWhole whether all is done that will be: before, nothing can be said against it. */
function resultOf(
  spec: CommandSpec,
  target: ProgramTarget,
  cells: readonly Cell[],
  { outcomes, targets, planned }: AllRuns,
  isWhole: boolean,
): StudyResult {
  const dimensions = dimensionsOf(spec);
  const report =
    dimensions === undefined
      ? metricReport(outcomes, cells, target)
      : thresholdReport(outcomes, cells, targets, dimensions === 'auto' ? 'searched' : 'fixed');
  const line = joinCommandLine(programOf(spec).argv);
  return {
    kind: 'study',
    experiment: 'command',
    subject: line,
    ...report,
    figures: [...report.figures, ...curveFigure(outcomes, cells, target.metric)],
    tables: [...report.tables, runTable(outcomes, target.metric)],
    ...programTraining(outcomes, cells, target.metric),
    facts: factsOf(spec, target, outcomes, line),
    papers:
      dimensions === undefined
        ? []
        : ['Li et al. 2018, arXiv:1804.08838', 'Larsen et al. 2022, arXiv:2107.05802'],
    warnings: isWhole ? [...runWarnings(outcomes, planned, cells), ...report.warnings] : [],
  };
}

/** Seeds that are listed are not made more. */
function moreSeeds({ seeds }: CommandSpec): { readonly now: number; readonly most: number } {
  return typeof seeds === 'number' ? { now: seeds, most: 10_000 } : { now: seeds.length, most: seeds.length };
}

/** What the schema has let through parses. */
function targetOf(spec: CommandSpec): ProgramTarget {
  const target = parseProgramTarget(spec.target);
  if (!target.ok) throw new CodedError('experiment.invalid', target.error);
  return target.value;
}

function factsOf(
  spec: CommandSpec,
  target: ProgramTarget,
  outcomes: readonly ProgramOutcome[],
  line: string,
): StudyResult['facts'] {
  const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
  const swept = Object.entries(spec.sweep).map(([key, values]) => `${key}: ${JSON.stringify(values)}`);
  return [
    { name: 'program', value: line },
    { name: 'target', value: describeProgramTarget(target) },
    { name: 'parameters', value: JSON.stringify(spec.parameters) },
    ...(swept.length === 0 ? [] : [{ name: 'sweep', value: swept.join('; ') }]),
    { name: 'runs', value: String(outcomes.length) },
    {
      name: 'time of a run',
      value: `${(seconds / Math.max(1, outcomes.length)).toPrecision(2)} s on average`,
    },
  ];
}

function runWarnings(outcomes: readonly ProgramOutcome[], planned: number, cells: readonly Cell[]): string[] {
  const named = (outcome: ProgramOutcome): string => nameOfRun(outcome, cells[outcome.cell]?.name ?? '');
  const broken = outcomes.filter((outcome) => outcome.broken !== undefined);
  const diverged = outcomes.filter((outcome) => outcome.diverged).length;
  const lines = outcomes.flatMap((outcome) => outcome.warnings.map((text) => `${named(outcome)}: ${text}`));
  const single = [...broken.map((outcome) => `${named(outcome)} ${outcome.broken}.`), ...lines];
  return [
    ...(outcomes.length < planned
      ? [`Cancelled after ${outcomes.length} of ${planned} runs: these are what was done.`]
      : []),
    ...(broken.length > 0
      ? [`${broken.length} of ${outcomes.length} runs broke and count for nothing.`]
      : []),
    ...(diverged > 0
      ? [`${diverged} of ${outcomes.length} runs reported no finite value and count as failures.`]
      : []),
    ...single.slice(0, mostWarnings),
    ...(single.length > mostWarnings ? [`${single.length - mostWarnings} more like these.`] : []),
  ];
}
