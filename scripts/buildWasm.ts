// Compiles assembly/ to WebAssembly and writes it, as text, into the modules that carry it. Run it after
// changing the kernels; a test holds the two together.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMain, say } from './report';
import { root } from './paths';
import { carriers, carrierText } from './wasm';

runMain(async () => {
  for (const carrier of carriers) {
    const text = await carrierText(carrier);
    await writeFile(join(root, carrier.path), text);
    say(`${carrier.path}: ${text.length} characters`);
  }
  return 0;
});
