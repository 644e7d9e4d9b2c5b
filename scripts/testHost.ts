/** `npm run test:host -- [--grep "words of a title"] [--workspace folder]` */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { runHostTests } from './editor/hostTests';
import { onStopSignal } from './processes';
import { runMain, say } from './report';
import { stageExtension } from './stage';

runMain(async () => {
  const { values } = parseArgs({ options: { grep: { type: 'string' }, workspace: { type: 'string' } } });
  const stage = await stageExtension({ partial: true });
  onStopSignal(stage.remove);
  try {
    const { passed, failed } = await runHostTests({
      stage,
      ...(values.grep === undefined ? {} : { grep: values.grep }),
      ...(values.workspace === undefined ? {} : { workspace: resolve(values.workspace) }),
    });
    say(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
  } finally {
    await stage.remove();
  }
});
