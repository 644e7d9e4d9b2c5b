/** The checks and tests that `npm run check` and `npm test` are made of, each counted. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from './paths';
import { runCommand } from './processes';
import { say } from './report';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Outcome = { passed: 0, failed: 0 };

export const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** The line that ends a run. */
export const summary = ({ passed, failed }: Outcome): string => `${passed} passed, ${failed} failed`;

interface Finished extends Outcome {
  /** Printed where something failed. */
  readonly output: string;
}

/** Runs one part, then says in a line how it went, followed by its output where it failed. */
async function report(label: string, work: () => Promise<Finished>): Promise<Outcome> {
  const started = Date.now();
  const { passed, failed, output } = await work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`${failed === 0 ? 'ok    ' : 'FAILED'} ${label} (${passed} passed, ${failed} failed, ${seconds} s)`);
  if (failed > 0) say(output.trimEnd());
  return { passed, failed };
}

const bin = (name: string): string => join(root, 'node_modules', '.bin', name);

/** A check that passes or fails as a whole. */
function oneCheck(
  label: string,
  tool: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return report(label, async () => {
    const { code, output } = await runCommand(bin(tool), args, {
      cwd: root,
      env: { ...withoutColour(), ...env },
    });
    return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
  });
}

export function checkFormat(): Promise<Outcome> {
  return oneCheck('formatting', 'oxfmt', ['--check']);
}

/** Lint rules and the compiler's own errors come from one program over each `tsconfig.json`. */
export function checkTypesAndLint(): Promise<Outcome> {
  const rules = ['--type-aware', '--type-check', '--deny-warnings'];
  // The type checker is a Go program: one that hardly collects its garbage takes half the time, within bounds.
  const sparing = { GOGC: '1600', GOMEMLIMIT: '3GiB' };
  return oneCheck('types and lint', 'oxlint', [...rules, '--format=unix', '.'], sparing);
}

/** What is read of vitest's JSON report. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  /** Why the file itself did not load. */
  readonly message: string;
  readonly assertionResults: readonly VitestTest[];
}

interface VitestTest {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
}

const NO_REPORT: VitestReport = { numPassedTests: 0, numFailedTests: 0, testResults: [] };

export interface NodeTests {
  readonly label: string;
  readonly config: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Tests that run in Node, by the configuration that names them. */
export function nodeTests({ label, config, env = {} }: NodeTests): Promise<Outcome> {
  return report(label, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'marginalia-report-'));
    const file = join(folder, 'report.json');
    const { code, output } = await runCommand(
      bin('vitest'),
      ['run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile=${file}`],
      { cwd: root, env: { ...withoutColour(), NODE_OPTIONS: roomForTheYoung(), ...env } },
    );
    const text = await readFile(file, 'utf8').catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    const found = text === undefined ? NO_REPORT : (JSON.parse(text) as VitestReport);
    // A file that does not load fails without any of its tests having failed.
    const failed = code === 0 ? found.numFailedTests : Math.max(1, found.numFailedTests);
    return { passed: found.numPassedTests, failed, output: failuresFirst(found, output) };
  });
}

/** Which tests failed and why, then what the runner said: a reader may be shown only the beginning. */
function failuresFirst(found: VitestReport, output: string): string {
  const failures = found.testResults.flatMap((file) => {
    const name = relative(root, file.name);
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    if (tests.length === 0) return file.status === 'failed' ? [`${name}: ${file.message}`] : [];
    return tests.map((test) => `${name} › ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
  });
  return [...failures, output.replaceAll(/[·x]{20,}/gu, '')].join('\n\n');
}

/** Tests make much that soon is garbage: with more room for it, collecting it takes a fifth less of the whole. */
function roomForTheYoung(): string {
  return [process.env['NODE_OPTIONS'], '--max-semi-space-size=64'].filter(Boolean).join(' ');
}

/** Output that is kept or piped reads better plain. */
function withoutColour(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, NO_COLOR: '1' };
}

/** Everything that runs in Node alone; `slow` adds the tests that take seconds each. */
export function unitTests({ slow }: { readonly slow: boolean }): Promise<Outcome> {
  const env = slow ? { MARGINALIA_SLOW_TESTS: '1' } : {};
  return nodeTests({ label: 'unit tests', config: 'vitest.config.mjs', env });
}
