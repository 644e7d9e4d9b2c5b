import { z } from 'zod';
import { splitCommandLine } from './commandLine';
import { parseProgramTarget, programTargetHelp } from './programTarget';

/** More than these are no sweep but a mistake. */
const mostRuns = 100_000;
const mostCells = 1000;
/** The user is shown the whole command before it runs. */
const mostShown = 2000;

const dimensions = z.union([z.literal('auto'), z.array(z.int().min(1).max(1_000_000_000)).min(1).max(1000)]);

export const commandSchema = z
  .strictObject({
    run: z
      .union([z.string(), z.array(z.string().min(1)).min(1)])
      .superRefine((given, context) => {
        const words = typeof given === 'string' ? splitCommandLine(given) : undefined;
        if (words?.ok === false) context.addIssue({ code: 'custom', message: words.error });
      })
      .describe(
        'The program and its arguments, as text with quotes where needed or as a list; no shell reads it',
      ),
    target: z
      .string()
      .superRefine((given, context) => {
        const parsed = parseProgramTarget(given);
        if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error });
      })
      .describe(`The metric that counts, and what is good enough: ${programTargetHelp}`),
    parameters: z
      .record(z.string().min(1), z.json())
      .default({})
      .describe('What every run gets, a map of any values; each also gets its seed'),
    sweep: z
      .record(z.string().min(1), z.union([z.literal('auto'), z.array(z.json()).min(1).max(1000)]))
      .default({})
      .describe(
        'What differs between runs, a list of values each, all combinations: {rate: [0.1, 0.01]}; d, a list of whole numbers or auto, is a subspace’s dimension whose threshold is fitted',
      ),
    seeds: z
      .union([
        z.int().min(1).max(10_000),
        z.array(z.int().min(0).max(Number.MAX_SAFE_INTEGER)).min(1).max(10_000),
      ])
      .default(3)
      .describe('Runs of every combination, each with a seed of its own; or the seeds themselves, a list'),
    runs: z
      .int()
      .min(1)
      .max(mostRuns)
      .default(60)
      .describe('Runs in subspaces at most, for every combination of the rest, where d is auto'),
    most: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .default(4096)
      .describe(
        'The greatest d that is tried where d is auto: the number of the model’s parameters, or less',
      ),
    full: z
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .describe(
        'Runs that get d: null and train in all of parameter space, to tell failures of training apart',
      ),
    take: z
      .enum(['best', 'last'])
      .default('best')
      .describe(
        'Of a metric that is reported several times: the best or the last; a result goes before both',
      ),
    jobs: z.int().min(1).max(256).default(1).describe('Processes at a time'),
    timeout: z
      .number()
      .positive()
      .max(2_000_000)
      .default(3600)
      .describe('Seconds after which a process is stopped, and its run counted as broken'),
    folder: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The folder the program starts in, within the workspace; that of the note where it is left out',
      ),
    environment: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/u), z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .describe('Variables added to the environment, a map: {OMP_NUM_THREADS: 1}'),
    files: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Files that the result depends on, besides those the command names; where one changes, the result is stale',
      ),
    seed: z.int().nonnegative().default(0).describe('Seed of the seeds'),
  })
  .superRefine((spec, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { d, ...others } = spec.sweep;
    if (JSON.stringify([spec.run]).length > mostShown)
      fault(
        'run',
        `a command of more than ${mostShown} characters cannot be shown whole before it runs: write a script.`,
      );
    if (JSON.stringify(spec.environment).length > mostShown)
      fault(
        'environment',
        `more than ${mostShown} characters cannot be shown whole before they are used: use a file.`,
      );
    for (const key of ['parameters', 'sweep'] as const)
      if ('seed' in spec[key])
        fault(key, '“seed” is given to every run by itself: list them as seeds: [0, 1, 2].');
    for (const key of Object.keys(spec.sweep))
      if (key in spec.parameters) fault('sweep', `“${key}” is a parameter and swept too: leave one out.`);
    for (const [key, values] of Object.entries(others))
      if (!Array.isArray(values)) fault('sweep', `only d can be auto: give “${key}” a list of values.`);
    const cells = Object.values(others).reduce((all, values) => all * values.length, 1);
    if (cells > mostCells)
      fault('sweep', `these are ${cells} combinations: at most ${mostCells} in one experiment.`);
    if (d !== undefined && !dimensions.safeParse(d).success)
      fault('sweep', 'd is a list of whole numbers from 1, or auto.');
    const places = Array.isArray(d) ? d.length : 1;
    const seeds = Array.isArray(spec.seeds) ? spec.seeds.length : spec.seeds;
    const runs = cells * (spec.full + (d === 'auto' ? spec.runs : places * seeds));
    if (runs > mostRuns) fault('sweep', `these are ${runs} runs: at most ${mostRuns} in one experiment.`);
    const target = parseProgramTarget(spec.target);
    if (!target.ok) return;
    if (d !== undefined && target.value.value === undefined)
      fault('target', `a threshold needs a value to reach: write ${target.value.metric} >= 0.9.`);
    if (d === undefined && spec.full > 0)
      fault('full', 'full space is told from subspaces: sweep over d, or leave it out.');
    if (target.value.relative && spec.full === 0)
      fault('full', 'the target is relative to full training: set full to 1 or more.');
    if (d === 'auto' && Array.isArray(spec.seeds))
      fault('seeds', 'a search draws its seeds itself: give d a list, or leave the seeds out.');
  });
export type CommandSpec = z.infer<typeof commandSchema>;

/** The dimensions asked for, ascending, each once; undefined where d is not swept. */
export function dimensionsOf({ sweep }: CommandSpec): readonly number[] | 'auto' | undefined {
  if (sweep['d'] === undefined) return undefined;
  const given = dimensions.parse(sweep['d']);
  return given === 'auto' ? 'auto' : [...new Set(given)].sort((a, b) => a - b);
}

/** What is swept besides d. */
export function sweptValues({ sweep }: CommandSpec): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(sweep).flatMap(([key, values]) =>
      key === 'd' || values === 'auto' ? [] : [[key, values]],
    ),
  );
}
