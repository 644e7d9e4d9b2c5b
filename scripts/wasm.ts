/** The modules of `src/compute` that carry WebAssembly, and how they come from `assembly/`. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createRequire } from 'node:module';
import { root } from './paths';

interface Binary {
  /** The name of the exported string. */
  readonly name: string;
  /** What it is, for its docstring. */
  readonly description: string;
  readonly features: readonly string[];
}

export interface Carrier {
  /** The module that carries the binaries, from the root. */
  readonly path: string;
  /** What is compiled, from the root. */
  readonly entry: string;
  readonly flags: readonly string[];
  readonly binaries: readonly Binary[];
}

const optimised = ['-O3', '--noAssert', '--runtime', 'stub'];

export const carriers: readonly Carrier[] = [
  {
    path: 'src/compute/kernelBinary.ts',
    entry: 'assembly/kernels.ts',
    flags: [
      ...optimised,
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
    ],
    binaries: [
      { name: 'simdBinary', description: 'WebAssembly with SIMD, in base64.', features: ['simd', 'threads'] },
      {
        name: 'relaxedBinary',
        description: 'The same with relaxed SIMD, whose fused multiply-adds round once.',
        features: ['simd', 'threads', 'relaxed-simd'],
      },
    ],
  },
  {
    path: 'src/compute/training/trainingBinary.ts',
    entry: 'assembly/training.ts',
    flags: optimised,
    binaries: [
      { name: 'trainingBinary', description: 'WebAssembly with SIMD, in base64.', features: ['simd'] },
      {
        name: 'fusedTrainingBinary',
        description: 'The same with relaxed SIMD: fused multiply-adds.',
        features: ['simd', 'relaxed-simd'],
      },
    ],
  },
];

/** Compiles a carrier's binaries and gives its text. Rejects with the compiler's messages. */
export async function carrierText(carrier: Carrier): Promise<string> {
  const constants: string[] = [];
  for (const { name, description, features } of carrier.binaries) {
    const binary = await compile(carrier, features);
    constants.push(`/** ${description} */\n${constant(name, binary)}\n`);
  }
  const body = constants.join('\n');
  return `${header(carrier, await fingerprint(carrier, body))}\n${body}`;
}

/** Whether the text of a carrier is what its sources, its flags and the compiler's version give, by their fingerprint. */
export async function isCurrent(carrier: Carrier, text: string): Promise<boolean> {
  const body = text.slice(text.indexOf('/**'));
  return text === `${header(carrier, await fingerprint(carrier, body))}\n${body}`;
}

function header({ entry }: Carrier, mark: string): string {
  return `// Generated from ${entry} by \`npm run build:wasm\`; do not edit.\n// Fingerprint: ${mark}\n`;
}

/** Of everything that the binaries depend on, and of them. */
async function fingerprint({ entry, flags, binaries }: Carrier, body: string): Promise<string> {
  const hash = createHash('sha256');
  const { version } = createRequire(__filename)('assemblyscript/package.json') as { version: string };
  hash.update(JSON.stringify([version, flags, binaries.map(({ features }) => features)]));
  for (const file of await sources(join(root, entry))) {
    hash.update(`\0${relative(root, file).replaceAll('\\', '/')}\0`);
    hash.update((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'));
  }
  return hash.update(`\0${body}`).digest('hex').slice(0, 32);
}

/** A module of assembly/ and all that it imports, in order of their paths. */
async function sources(entry: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, path = ''] of (await readFile(file, 'utf8')).matchAll(/from '(\.[^']+)'/g)) {
      waiting.push(join(dirname(file), `${path}.ts`));
    }
  }
  return [...found].sort();
}

async function compile({ entry, flags }: Carrier, features: readonly string[]): Promise<Uint8Array> {
  // The compiler is a module that only a dynamic import can load from CommonJS.
  const { main } = await import('assemblyscript/asc');
  const output = 'module.wasm';
  let binary: Uint8Array | undefined;
  const messages: string[] = [];
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  const { error } = await main([entry, ...flags, ...enabled, '--outFile', output], {
    stderr: { write: (text) => void messages.push(String(text)) },
    writeFile(name: string, contents: Uint8Array | string) {
      if (name === output && typeof contents !== 'string') binary = contents;
    },
  });
  if (error !== null || binary === undefined) {
    throw new Error(`${entry} does not compile:\n${messages.join('')}`, { cause: error });
  }
  return binary;
}

function constant(name: string, binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,100}/g) ?? [];
  return `export const ${name} =\n${lines.map((line) => `  '${line}'`).join(' +\n')};`;
}
