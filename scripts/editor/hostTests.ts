/** Runs `test/host` inside the extension host of a real VS Code: a desktop one where there is one, else a served one. */
import { runTests } from '@vscode/test-electron';
import type { Page } from 'playwright-core';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPORT_PREFIX, type HostTestOptions, type HostTestOutcome } from '../../test/host/runnerContract';
import { root, testResults } from '../paths';
import { say } from '../report';
import { stageHostTests, stageLanguageModel, type Stage } from '../stage';
import { launchBrowser } from './browser';
import { downloadedDesktop, hasDisplay } from './desktop';
import { serveEditor, windowUrl } from './server';
import { UNSEEN_SETTINGS, writeUserSettings } from './settings';
import { copyWorkspace, temporaryFolder } from './workspaceCopy';

/** Far beyond what a test needs: a busy machine is slow, and a test that hangs still ends. */
const RUN_LIMIT_MS = 10 * 60_000;
const TEST_LIMIT_MS = 60_000;

export interface HostTestRun {
  readonly stage: Stage;
  readonly grep?: string;
  /** Folder that the window opens a copy of. */
  readonly workspace?: string;
}

export async function runHostTests(run: HostTestRun): Promise<HostTestOutcome> {
  const tests = await stageHostTests(run.stage);
  const options: HostTestOptions = {
    timeoutMs: TEST_LIMIT_MS,
    ...(run.grep === undefined ? {} : { grep: run.grep }),
  };
  await writeFile(join(tests, '..', 'options.json'), JSON.stringify(options));
  const workspace = await copyWorkspace(run.workspace ?? join(root, 'test', 'fixtures', 'workspace'));
  const data = await temporaryFolder();
  try {
    const desktop = hasDisplay() ? await downloadedDesktop() : undefined;
    // Where a served editor looks for extensions, which takes no more than one from source.
    const model = await stageLanguageModel(join(data.path, 'extensions'));
    const places = {
      extension: run.stage.extension,
      tests,
      workspace: workspace.path,
      data: data.path,
      model,
    };
    const problem = desktop === undefined ? await runServed(places) : await runDesktop(desktop, places);
    return await readOutcome(tests, problem);
  } finally {
    await workspace.remove();
    await data.remove();
  }
}

interface Places {
  readonly extension: string;
  readonly tests: string;
  readonly workspace: string;
  readonly data: string;
  /** The extension with the tests' language model. */
  readonly model: string;
}

/** The suite's own count, or one failure where it never came to an end. */
async function readOutcome(tests: string, problem: string | undefined): Promise<HostTestOutcome> {
  const text = await readFile(join(tests, '..', 'outcome.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) return JSON.parse(text) as HostTestOutcome;
  say(`The host tests did not come to an end: ${problem ?? 'no outcome was written'}`);
  return { passed: 0, failed: 1 };
}

async function runDesktop(executable: string, places: Places): Promise<string | undefined> {
  await mkdir(join(places.data, 'User'), { recursive: true });
  await writeFile(join(places.data, 'User', 'settings.json'), JSON.stringify(UNSEEN_SETTINGS));
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: [places.extension, places.model],
      extensionTestsPath: places.tests,
      launchArgs: [places.workspace, '--user-data-dir', places.data, '--disable-extensions', '--no-sandbox'],
    });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

async function runServed(places: Places): Promise<string | undefined> {
  await writeUserSettings(places.data, UNSEEN_SETTINGS);
  const server = await serveEditor({ dataDir: places.data, keepWindowsSeconds: 5 });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      // Nobody looks at it: as few pixels as the workbench has room in.
      viewport: { width: 1000, height: 650 },
      // What spins and slides is painted by the processor here.
      reducedMotion: 'reduce',
    });
    const ended = await suiteEnd(page);
    await page.goto(windowUrl(server, places));
    const problem = await ended.within(RUN_LIMIT_MS);
    if (problem !== undefined) await keepEvidence(page, `${server.output()}\n${ended.log()}`);
    return problem;
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface SuiteEnd {
  /** Undefined where the suite passed, else what went wrong. */
  within(ms: number): Promise<string | undefined>;
  /** What the workbench and the extensions logged, without the suite's report. */
  log(): string;
}

async function suiteEnd(page: Page): Promise<SuiteEnd> {
  const exit = new Promise<string | undefined>((resolve) => {
    page.on('crash', () => resolve('the page crashed'));
    void page.exposeFunction('codeAutomationExit', (code: number) => {
      resolve(code === 0 ? undefined : `the suite ended with ${code}`);
    });
  });
  const log: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const text = args.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
    if (text.startsWith(REPORT_PREFIX)) say(text.slice(REPORT_PREFIX.length));
    else log.push(text);
  });
  return {
    log: () => log.join('\n'),
    within: (ms) =>
      Promise.race([
        exit,
        new Promise<string>((resolve) => {
          setTimeout(() => resolve(`no end after ${ms / 1000} s`), ms).unref();
        }),
      ]),
  };
}

async function keepEvidence(page: Page, log: string): Promise<void> {
  await mkdir(testResults, { recursive: true });
  await page.screenshot({ path: join(testResults, 'host-tests.png') }).catch(() => undefined);
  await writeFile(join(testResults, 'host-tests.log'), log);
  say('A screenshot and the logs are in test-results/host-tests.*');
}
