/** `npm test`: every check and test, the editor's included; what they need is installed first. */
import { ensureChromium } from './editor/chromium';
import { ensureCodeServer } from './editor/codeServer';
import { runHostTests } from './editor/hostTests';
import { onStopSignal } from './processes';
import { runMain, say } from './report';
import { stageExtension, type Stage } from './stage';
import {
  add,
  checkFormat,
  checkTypesAndLint,
  nodeTests,
  NOTHING,
  summary,
  unitTests,
  type Outcome,
} from './suite';

runMain(async () => {
  const started = Date.now();
  await ensureCodeServer();
  await ensureChromium();
  // What needs both cores alone; the rest waits for windows, browsers and clocks much of the time, and does so together.
  const checks = [checkTypesAndLint(), checkFormat(), unitTests({ slow: true })];
  const computed = (await Promise.all(checks)).reduce(add, NOTHING);
  const lanes = await stagedTests();
  const outcome = add(computed, lanes);
  say(`All of it took ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  say(summary(outcome));
  return outcome.failed === 0 ? 0 : 1;
});

/** Tests of the built extension: in the editor, one VS Code at a time, beside the others. A build that fails counts as one failure. */
async function stagedTests(): Promise<Outcome> {
  const stage = await stageExtension().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  if (stage === undefined) return { passed: 0, failed: 1 };
  onStopSignal(stage.remove);
  try {
    const lanes = await Promise.all([
      oneAfterTheOther([() => hostTests(stage), () => windowTests(stage)]),
      oneAfterTheOther([() => processTests(stage), pageTests]),
    ]);
    return lanes.reduce(add, NOTHING);
  } finally {
    await stage.remove();
  }
}

/** A window on a busy build machine may hang, as those of the end-to-end tests: there it gets a second try. */
async function hostTests(stage: Stage): Promise<Outcome> {
  say('Tests inside the extension host:');
  const first = await runHostTests({ stage });
  if (first.failed === 0 || process.env['CI'] === undefined) return first;
  say('Once more, in a new window:');
  return runHostTests({ stage });
}

const processTests = (stage: Stage): Promise<Outcome> =>
  nodeTests({
    label: 'process tests',
    config: 'vitest.process.config.mjs',
    env: { MARGINALIA_STAGE: stage.extension },
  });

const pageTests = (): Promise<Outcome> =>
  nodeTests({ label: 'page tests', config: 'vitest.pages.config.mjs' });

const windowTests = (stage: Stage): Promise<Outcome> =>
  nodeTests({
    label: 'end-to-end tests',
    config: 'vitest.e2e.config.mjs',
    env: { MARGINALIA_STAGE: stage.extension },
  });

async function oneAfterTheOther(tests: readonly (() => Promise<Outcome>)[]): Promise<Outcome> {
  let outcome = NOTHING;
  for (const run of tests) outcome = add(outcome, await run());
  return outcome;
}
