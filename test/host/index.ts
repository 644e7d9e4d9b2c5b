/** The module that the extension host runs: it loads every bundled `*.test.js` beside it into mocha. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { join } from 'node:path';
import Mocha from 'mocha';
import { REPORT_PREFIX, type HostTestOptions, type HostTestOutcome } from './runnerContract';

const INDENT = '  ';

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const options = JSON.parse(readFileSync(join(__dirname, 'options.json'), 'utf8')) as HostTestOptions;
  const mocha = new Mocha({ ui: 'bdd', timeout: options.timeoutMs, reporter: LineReporter, color: false });
  if (options.grep !== undefined) mocha.grep(new RegExp(options.grep));
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  }
  const outcome = await new Promise<HostTestOutcome>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures });
    });
  });
  writeFileSync(join(__dirname, 'outcome.json'), JSON.stringify(outcome));
  // The caller takes a rejection for the exit code 1.
  if (outcome.failed > 0) throw new Error(`${outcome.failed} host tests failed`);
}

/** One line an outcome, so that each reaches the terminal as it happens. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let depth = -1;
    const line = (text: string): void =>
      console.log(`${REPORT_PREFIX}${INDENT.repeat(Math.max(depth, 0))}${text}`);
    runner.on('suite', (suite) => {
      depth += 1;
      if (suite.title !== '') line(suite.title);
    });
    runner.on('suite end', () => {
      depth -= 1;
    });
    runner.on('pass', (test) => line(`${INDENT}ok ${test.title} (${test.duration ?? 0} ms)`));
    runner.on('pending', (test) => line(`${INDENT}skipped ${test.title}`));
    runner.on('fail', (test, error: Error) => {
      line(`${INDENT}FAILED ${test.fullTitle()}`);
      console.log(`${REPORT_PREFIX} ${inSources(error.stack ?? error.message)}`);
    });
  }
}

/** The stack with places in the bundle replaced by those in the sources: the editor takes the hook Node would use. */
function inSources(stack: string): string {
  return stack.replaceAll(
    /([\w./\\:-]+\.js):(\d+):(\d+)/g,
    (place, file: string, line: string, column: string) => {
      const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !('originalSource' in entry)) return place;
      return `${entry.originalSource.replace('file://', '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}
