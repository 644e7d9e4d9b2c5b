/** `npm run package`: the extension as a `.vsix` file under `out`, ready to be installed. */
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from './paths';
import { runMain, say, step } from './report';
import { packVsix } from './vsix';

runMain(async () => {
  const file = await step('Packing the extension', () => packVsix());
  const { size } = await stat(file);
  say(`${relative(root, file)}: ${(size / 1024).toFixed(0)} KB`);
  return 0;
});
