/** The library as a package that is installed: built, found by its name, run in a process of its own, typed. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'marginalia science-'));
  const installed = join(project, 'node_modules', 'marginalia');
  await mkdir(installed, { recursive: true });
  await cp(join(repository, 'package.json'), join(installed, 'package.json'));
  await symlink(inject('dist'), join(installed, 'dist'), 'junction');
});
afterAll(() => rm(project, { recursive: true, force: true }));

async function run(file: string, code: string): Promise<string> {
  await writeFile(join(project, file), code);
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: project });
  return stdout;
}

/** The code of the README that imports the library. */
async function readmeExample(): Promise<string> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const example = blocks.find((code) => code.includes("from 'marginalia/science'"));
  if (example === undefined) throw new Error('README.md has no example of marginalia/science');
  return example;
}

/**
 * What the compiler says of modules of the project and of the library's types, by file and line. One program looks at
 * all of them: most of its time goes into what every program has, whose own declarations are taken for right.
 */
async function faultsOf(modules: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const files = Object.keys(modules);
  await Promise.all(files.map((file) => writeFile(join(project, file), modules[file] ?? '')));
  const paths = files.map((file) => join(project, file));
  const program = ts.createProgram(paths, {
    strict: true,
    skipDefaultLibCheck: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  const faults: Record<string, string[]> = Object.fromEntries(files.map((file) => [file, []]));
  for (const { start, file: at, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = at && start !== undefined ? at.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const name = at === undefined ? '' : basename(at.fileName);
    (faults[name] ??= []).push(`${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  }
  return faults;
}

describe('marginalia/science', () => {
  it('runs the five lines of the README', async () => {
    const example = await readmeExample();
    expect(example.trim().split('\n')).toHaveLength(5);
    const [, dimension, low, high] =
      /^([\d.]+) \[ ([\d.]+), ([\d.]+) \]/.exec(await run('readme.mjs', example)) ?? [];
    expect(Number(dimension)).toBeCloseTo(2, 0);
    expect(Number(low)).toBeLessThan(Number(dimension));
    expect(Number(high)).toBeGreaterThan(Number(dimension));
  });

  it('is typed, as a module and by require: the five lines compile, options of another estimator do not', async () => {
    const wrong = [
      "import { twoNN, mle, neighbours, readData, type Estimate } from 'marginalia/science';",
      'const estimate: Estimate = await twoNN([[1, 2], [3, 4]], { k: 3 });',
      "await mle({ values: new Float32Array(4), shape: [2, 2] }, { combine: 'middle' });",
      'estimate.dimension = 2;',
      'await neighbours([1, 2, 3], 2);',
      'const low: string = (await mle(await readData("a.csv"))).interval[0];',
    ];
    const { 'wrong.mts': found = [], ...others } = await faultsOf({
      'readme.mts': await readmeExample(),
      'old.cts': "import { mle } from 'marginalia/science';\nvoid mle([[1]]);",
      'wrong.mts': wrong.join('\n'),
    });
    expect(others).toEqual({ 'readme.mts': [], 'old.cts': [] });
    expect([...new Set(found.map((fault) => fault.split(':')[0]))]).toEqual(['2', '3', '4', '5', '6']);
  });

  it('is found by require', async () => {
    const code =
      "const { mle } = require('marginalia/science');\nmle([[0, 0], [1, 0], [0, 2], [3, 3], [5, 1]], { k: 2 }).then(({ n }) => console.log(n));\n";
    expect(await run('old.cjs', code)).toBe('5\n');
  });

  it('searches on threads, with the numbers of one', async () => {
    const code = `import { drawManifold, neighbours } from 'marginalia/science';
const points = drawManifold('gaussian', { d: 8, n: 20000, seed: 1 });
const [one, two] = [await neighbours(points, 5, { threads: 1 }), await neighbours(points, 5, { threads: 2 })];
console.log(one.backend.endsWith('1 thread'), two.backend.endsWith('2 threads'));
console.log(one.distances.every((r, i) => r === two.distances[i]), one.indices.every((at, i) => at === two.indices[i]));`;
    expect(await run('threads.mjs', code)).toBe('true true\ntrue true\n');
  });

  it('reads data files, and says what is wrong with one', async () => {
    await writeFile(join(project, 'points.csv'), 'a,b,class\n1,2,x\n3,4,y\n5,oops,x\n');
    await writeFile(join(project, 'gap.csv'), 'a,b,class\n1,2,x\n3,4,y\n5,,x\n');
    const code = `import { readData } from 'marginalia/science';
const refused = (error) => console.log(error.code, error.location.file, error.location.line, error.remedy !== '');
await readData('points.csv', { label: 'class' }).catch(refused);
await readData('nothing.npy').catch(refused);
const data = await readData('gap.csv', { label: 'class', missing: 'drop-rows' });
console.log(data.shape, data.columns, data.labels, data.droppedRows, [...data.values]);`;
    expect((await run('read.mjs', code)).split('\n')).toEqual([
      'data.unreadable points.csv 4 true',
      'data.missing nothing.npy undefined true',
      "[ 2, 2 ] [ 'a', 'b' ] [ 'x', 'y' ] 1 [ 1, 2, 3, 4 ]",
      '',
    ]);
  });
});
