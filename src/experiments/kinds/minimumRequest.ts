import { err, ok, type Result } from '../../base/result';
import { parseTarget } from '../../science/subspace/target';
import { isTask } from '../../science/tasks/generatedData';

/** What a request for the minimum parameters of a task needs; the rest has defaults. */
export interface MinimumRequest {
  /** As a block writes it. */
  readonly data: string;
  /** A column, by name or by index; undefined where the data keep labels apart. */
  readonly label: string | undefined;
  readonly family: string;
  readonly target: string;
  readonly runs: number;
  readonly minutes: number | undefined;
}

export type TargetAndBudget = Pick<MinimumRequest, 'target' | 'runs' | 'minutes'>;

/** Reads `accuracy >= 0.9, 120 runs, 10 minutes`; the minutes may be left out. The error says what is possible. */
export function parseTargetAndBudget(text: string): Result<TargetAndBudget, string> {
  const [target = '', ...rest] = text.split(',').map((part) => part.trim());
  const parsed = parseTarget(target);
  if (!parsed.ok) return parsed;
  let runs = 120;
  let minutes: number | undefined;
  for (const part of rest.filter((each) => each !== '')) {
    const [, digits, unit] = /^(\d*\.?\d+)\s*(runs?|minutes?|min)$/i.exec(part) ?? [];
    const value = Number(digits);
    if (digits === undefined) return err(`“${part}” is no budget: write 120 runs, or 120 runs, 10 minutes.`);
    if (unit?.toLowerCase().startsWith('run') === true) {
      if (!Number.isInteger(value) || value < 8)
        return err('a search takes 8 runs at least: write 120 runs.');
      runs = value;
    } else if (value > 0) minutes = value;
    else return err('the minutes are a number above 0.');
  }
  return ok({ target, runs, minutes });
}

/** What step three begins with, for data that a first step has named. */
export function suggestTarget(data: string): string {
  return isTask(data) ? 'loss <= 0.05, 120 runs' : 'accuracy >= 0.9, 120 runs';
}

/** The column whose name says that it is to be predicted. */
export function likelyLabel(columns: readonly string[]): string | undefined {
  const words = /^(?:label|labels|class|classes|target|y|species|digit|category)$/iu;
  return columns.find((name) => words.test(name.trim()));
}

/** The lines of an experiment block, its fences among them. */
export function minimumBlock(id: string, request: MinimumRequest): string[] {
  const { data, label, family, target, runs, minutes } = request;
  return [
    `\`\`\`experiment ${id}`,
    'kind: minimum-parameters',
    `data: ${quoted(data)}`,
    ...(label === undefined ? [] : [`label: ${/^\d+$/.test(label) ? label : quoted(label)}`]),
    `family: ${quoted(family)}`,
    `target: ${quoted(target)}`,
    `runs: ${runs}`,
    ...(minutes === undefined ? [] : [`minutes: ${minutes}`]),
    '```',
  ];
}

/** As YAML writes a text: plain where it would be read as the same text, else in double quotes. */
export function quoted(text: string): string {
  const isPlain =
    /^[\p{L}_./(][^\n"'#]*$/u.test(text) && !/:\s|:$|\s$|^(?:true|false|null|yes|no|on|off|~)$/iu.test(text);
  return isPlain ? text : JSON.stringify(text);
}
