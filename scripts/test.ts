/** `npm test`: every check and test, the editor's included; what they need is installed first. */
import { ensureChromium } from './editor/chromium';
import { ensureCodeServer } from './editor/codeServer';
import { runHostTests } from './editor/hostTests';
import { onStopSignal } from './processes';
import { runMain, say } from './report';
import { stageExtension } from './stage';
import { add, nodeTests, staticChecksAndUnitTests, summary, type Outcome } from './suite';

runMain(async () => {
  const started = Date.now();
  await ensureCodeServer();
  await ensureChromium();
  let outcome = await staticChecksAndUnitTests({ slow: true });
  outcome = add(outcome, await nodeTests({ label: 'process tests', config: 'vitest.process.config.mjs' }));
  outcome = add(outcome, await editorTests());
  say(`All of it took ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  say(summary(outcome));
  return outcome.failed === 0 ? 0 : 1;
});

/** Host and end-to-end tests, over one build. A build that fails counts as one failure. */
async function editorTests(): Promise<Outcome> {
  const stage = await stageExtension().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  if (stage === undefined) return { passed: 0, failed: 1 };
  onStopSignal(stage.remove);
  try {
    say('Tests inside the extension host:');
    const host = await runHostTests({ stage });
    const endToEnd = await nodeTests({
      label: 'end-to-end tests',
      config: 'vitest.e2e.config.mjs',
      env: { MARGINALIA_STAGE: stage.extension },
      live: true,
    });
    return add(host, endToEnd);
  } finally {
    await stage.remove();
  }
}
