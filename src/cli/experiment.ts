import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { CodedError } from '../base/errors';
import type { ExperimentKind } from '../experiments/kind';
import { checkOptions } from '../experiments/checkOptions';
import { papersOfKind, type KindPaper } from '../experiments/papersOfKinds';
import { experimentKinds, findKind } from '../experiments/registry';
import { experimentIdFault } from '../notes/experimentId';
import { isModelFile } from '../science/models/layersFile';
import { isGenerated } from '../science/tasks/generatedData';
import { backendOption, tensorFlowOption, type ComputeChoice } from './backendOption';
import { allowCommandsOption, permitProgram } from './programPermit';
import { runAndFollow } from './follow';
import { exitCodeOf, reportRun, runAsJson } from './reportRun';
import { rootFor } from './roots';
import { ExitError, exitCodes, type Io } from './terminal';

interface Options extends ComputeChoice {
  set: string[];
  id?: string;
  root?: string;
  allowCommands: boolean;
  list: boolean;
  json: boolean;
}

/** `marginalia experiment <kind> --set key=value …`: any kind without a note. */
export function registerExperimentCommand(program: Command, io: Io): void {
  program
    .command('experiment')
    .description('Run an experiment of any kind without a note.')
    .argument('[kind]', `one of: ${experimentKinds.map(({ id }) => id).join(', ')}`)
    .option('--set <key=value>', 'an option as in a block; may be repeated', collect, [])
    .option('--id <name>', "the experiment's name in .marginalia/runs (default: the kind)")
    .option('--root <folder>', 'the folder whose .marginalia holds the run (default: nearest with one)')
    .addOption(backendOption())
    .addOption(tensorFlowOption())
    .addOption(allowCommandsOption())
    .option('--list', 'list the kinds, their papers and their options', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  marginalia experiment intrinsic-dimension --set data=digits.csv --set "estimators=[twonn, mle]"',
    )
    .action(async (kindId: string | undefined, options: Options) => {
      if (options.list) {
        io.stdout(options.json ? `${JSON.stringify(experimentKinds.map(describe))}\n` : listKinds());
        return;
      }
      const kind = kindNamed(kindId);
      const experimentId = options.id ?? kind.id;
      const fault = experimentIdFault(experimentId);
      if (fault !== undefined) throw new CodedError('usage', `The experiment ${fault}.`);
      const root = await rootFor('.', options.root);
      const spec = fromRoot(kind, readSettings(kind, options.set), root);
      const request = { experimentId, kind, spec, origin: {} };
      const permit = await permitProgram(root, request, options.allowCommands, io);
      const followed = await runAndFollow(root, request, options, io, permit);
      if (options.json) io.stdout(`${JSON.stringify(runAsJson(followed))}\n`);
      else reportRun(io, followed);
      const code = exitCodeOf(followed);
      if (code !== exitCodes.ok) throw new ExitError(code);
    });
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function kindNamed(id: string | undefined): ExperimentKind {
  const kind = id === undefined ? undefined : findKind(id);
  if (kind) return kind;
  throw new CodedError('usage', id === undefined ? 'No kind given.' : `There is no kind "${id}".`, {
    remedy: `Kinds: ${experimentKinds.map((known) => known.id).join(', ')}; \`--list\` tells their options.`,
  });
}

/** Values are YAML, as in a block: `seed=3`, `scale=false`, `estimators=[twonn, mle]`. */
function readSettings(kind: ExperimentKind, settings: readonly string[]): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const setting of settings) {
    const equals = setting.indexOf('=');
    if (equals < 1) {
      throw new CodedError('usage', `"${setting}" is not of the form key=value.`);
    }
    const key = setting.slice(0, equals).trim();
    if (key in given) throw new CodedError('usage', `"${key}" is set twice.`);
    try {
      given[key] = parse(setting.slice(equals + 1));
    } catch (error) {
      if (!(error instanceof YAMLParseError)) throw error;
      throw new CodedError('usage', `The value of "${key}" is not YAML: ${error.message}`);
    }
  }
  const checked = checkOptions(kind, given);
  if (checked.ok) return checked.value;
  const faults = checked.error.map(({ message, remedy }) => `${message} ${remedy}`.trim());
  throw new CodedError('usage', faults.join('\n'), {
    remedy: `\`marginalia experiment --list\` tells the options of ${kind.id}.`,
  });
}

/** Paths are given from the working directory, as a shell completes them; a run's start at its root. */
function fromRoot(
  kind: ExperimentKind,
  spec: Readonly<Record<string, unknown>>,
  root: string,
): Record<string, unknown> {
  const rebase = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rebase);
    if (typeof value !== 'string' || isAbsolute(value) || isGenerated(value)) return value;
    const path = relative(root, resolve(value));
    return path.startsWith('..') || isAbsolute(path) ? resolve(value) : path.split(sep).join('/') || '.';
  };
  const rebaseModel = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(rebaseModel)
      : typeof value === 'string' && isModelFile(value)
        ? rebase(value)
        : value;
  // A program starts where its command is typed.
  const folderKey = kind.program?.folderKey;
  const given = folderKey === undefined ? spec : { ...spec, [folderKey]: spec[folderKey] ?? '.' };
  const isPath = (key: string): boolean => key === folderKey || kind.fileKeys.includes(key);
  const isModel = (key: string): boolean => kind.modelKeys?.includes(key) === true;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      isPath(key) ? rebase(value) : isModel(key) ? rebaseModel(value) : value,
    ]),
  );
}

interface KindHelp {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  /** Whose claim it measures: `Frankle and Carbin 2019, arXiv:1803.03635`. */
  readonly papers: readonly string[];
  readonly options: readonly { name: string; description: string; default?: unknown; required: boolean }[];
}

const propertySchema = z.object({ description: z.string().optional(), default: z.unknown().optional() });
const objectSchema = z.object({
  properties: z.record(z.string(), propertySchema),
  required: z.array(z.string()).default([]),
});

function describe(kind: ExperimentKind): KindHelp {
  const schema = objectSchema.parse(z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }));
  return {
    kind: kind.id,
    title: kind.title,
    description: kind.description,
    papers: papersOfKind(kind.id).map(paperText),
    options: Object.entries(schema.properties).map(([name, property]) => ({
      name,
      description: property.description ?? '',
      required: schema.required.includes(name),
      ...(property.default === undefined ? {} : { default: property.default }),
    })),
  };
}

function paperText({ cite, keys }: KindPaper): string {
  const names = keys.map((key) => key.replace(/^arxiv:/u, 'arXiv:'));
  return [cite, ...names].join(', ');
}

function listKinds(): string {
  const sections = experimentKinds.map(describe).map((help) => {
    const width = Math.max(...help.options.map(({ name }) => name.length));
    const rows = help.options.map((option) => {
      const fallback = option.required
        ? ' (required)'
        : option.default === undefined
          ? ''
          : ` (default: ${JSON.stringify(option.default)})`;
      return `  ${option.name.padEnd(width)}  ${option.description}${fallback}`;
    });
    const papers = help.papers.length === 0 ? [] : [`  Papers: ${help.papers.join('; ')}`];
    return [`${help.kind}: ${help.title}`, `  ${help.description}`, ...papers, '', ...rows].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}
