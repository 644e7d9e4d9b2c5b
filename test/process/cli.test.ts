import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layerDimension } from '../../src/experiments/kinds/layerDimension';
import { gaussianCsv, gaussianNpy, Workplace } from './workplace';

let place: Workplace;

beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function marginalia(args: readonly string[], cwd = place.root): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [place.cli, ...args], { cwd }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

const block = '```experiment shape\r\nkind: intrinsic-dimension\r\ndata: points.csv\r\n```\r\n';

describe('marginalia run', () => {
  it('runs a note and writes its values and those of other notes, every other byte untouched', async () => {
    await place.write('notes/points.csv', gaussianCsv(300, 2));
    const before = `\uFEFF# 차원 😀\r\n\r\n${block}\r\n\tIt\tis <!-- result shape.twonn --><!-- /result -->, 끝`;
    await place.write('notes/a.md', before);
    await place.write('other.md', 'mixed\r\nends\n- <!-- result shape -->\n  <!-- /result -->\n- last');
    await place.write('unrelated.md', 'no values here\r');
    await chmod(place.path('notes/a.md'), 0o600);
    const { code, stdout } = await marginalia(['run', 'notes/a.md']);
    expect(code).toBe(0);
    expect(stdout).toContain('live values written: notes/a.md');
    expect(stdout).toContain('live values written: other.md');
    expect(stdout).not.toContain('unrelated');

    const after = await place.text('notes/a.md');
    const value = /twonn -->(.*?)<!--/.exec(after)?.[1] ?? '';
    expect(value).toMatch(/^[12]\.\d+ (?:± \d|\()/);
    expect(after.replace(value, '')).toBe(before);
    expect((await stat(place.path('notes/a.md'))).mode & 0o777).toBe(0o600);
    const other = await place.text('other.md');
    expect(other).toMatch(
      /^mixed\r\nends\n- <!-- result shape -->\n\n {2}\| Estimator [^]*\n {2}<!-- \/result -->\n- last$/,
    );
    const link = /\]\((.*?)\)/.exec(other)?.[1] ?? '';
    expect(await place.text(decodeURIComponent(link))).toContain('<svg');
    expect(await place.text('unrelated.md')).toBe('no values here\r');

    const again = await marginalia(['run', 'notes/a.md#shape']);
    expect(again.code).toBe(0);
    expect(await place.text('notes/a.md')).toBe(after);
    expect(again.stdout).not.toContain('notes/a.md');
  });

  it('prints JSON alone on standard output', async () => {
    await place.write('points.csv', gaussianCsv(200, 2));
    await place.write('a.md', block);
    const { code, stdout, stderr } = await marginalia(['run', 'a.md', '--json', '--no-write']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [{ experiment: 'shape', state: 'finished', seed: 0, data: { n: 200, features: 2 } }],
      written: [],
      failed: [],
    });
  });

  it('tells every problem of the blocks with its place, and runs nothing', async () => {
    await place.write(
      'a.md',
      'x\n\n```experiment one\nkind: intrinsic-dimension\ndata: nowhere.csv\nseed: -1\n```\n\n```experiment two\nkind: nothing\n```\n',
    );
    const { code, stderr } = await marginalia(['run', 'a.md']);
    expect(code).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => /^a\.md:\d+:\d+: /.exec(line)?.[0])).toEqual([
      'a.md:6:7: ',
      'a.md:5:7: ',
      'a.md:10:7: ',
    ]);
    expect(await readdir(place.root)).not.toContain('.marginalia');
    const json = await marginalia(['run', 'a.md#two', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      problems: [{ location: { file: 'a.md', line: 10, column: 7 } }],
    });
  });

  it.each([
    [['run'], 2],
    [['run', 'nowhere.md'], 1],
    [['nonsense'], 2],
    [['run', '--nonsense', 'a.md'], 2],
    [['experiment', 'nonsense'], 2],
    [['--help'], 0],
    [['--version'], 0],
  ])('answers %j with exit code %d', async (args, expected) => {
    const { code, stdout, stderr } = await marginalia(args);
    expect(code).toBe(expected);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(`${stdout}${stderr}`).not.toBe('');
  });

  it('names the blocks there are when asked for another', async () => {
    await place.write('a.md', block);
    const { code, stderr } = await marginalia(['run', 'a.md#shapes']);
    expect(code).toBe(1);
    expect(stderr).toContain('shape');
  });

  it('leaves a note that is no UTF-8 alone, and writes through a symbolic link', async () => {
    await place.write('points.csv', gaussianCsv(200, 2));
    await place.write('a.md', block);
    const latin = Buffer.from('caf\xe9 <!-- result shape.pca --><!-- /result -->', 'latin1');
    await place.write('latin.md', latin);
    await place.write('shelf/real.md', '<!-- result shape.pca --><!-- /result -->');
    await symlink(place.path('shelf/real.md'), place.path('shelf/link.md'));
    expect((await marginalia(['run', 'a.md'])).code).toBe(0);
    expect((await readFile(place.path('latin.md'))).equals(latin)).toBe(true);
    expect(await place.text('shelf/real.md')).toMatch(/-->\d.*<!--/);
    expect((await readdir(place.path('shelf'))).sort()).toEqual(['link.md', 'real.md']);
  });

  it('is cancelled by Ctrl-C, with its worker', async () => {
    await place.write('big.npy', gaussianNpy(60_000, 40));
    await place.write('a.md', block.replace('points.csv', 'big.npy'));
    const child = spawn(process.execPath, [place.cli, 'run', 'a.md'], { cwd: place.root, stdio: 'pipe' });
    let runId = '';
    while (runId === '') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { runs } = await place.store.list();
      runId = runs.find(({ state }) => state === 'running')?.spec.runId ?? '';
    }
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(child.exitCode).toBe(130);
    expect((await place.store.read(runId)).state).toBe('cancelled');
  });

  it('twice at once loses no value of a note that both write', async () => {
    await place.write('points.csv', gaussianCsv(200, 2));
    await place.write('one.md', block.replace('shape', 'one'));
    await place.write('two.md', block.replace('shape', 'two'));
    const values = (id: string): string => `<!-- result ${id}.twonn --><!-- /result -->\n`.repeat(3);
    await place.write('both.md', values('one') + values('two'));
    const ended = await Promise.all([marginalia(['run', 'one.md']), marginalia(['run', 'two.md'])]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(await place.text('both.md')).not.toContain('twonn --><!--');
  });
});

describe('marginalia dimension', () => {
  const lineDiskBall = 'manifold:line-disk-ball(n=600,seed=1)';

  it('gives every part of a result as JSON, and every point’s own dimension as CSV', async () => {
    const { code, stdout } = await marginalia(
      ['dimension', lineDiskBall, '--json', '--points', 'points.csv'],
      place.path(),
    );
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Record<
      string,
      { label: string; consensus?: { dimension: number } }[]
    >;
    expect(Object.keys(found)).toEqual([
      ...['data', 'seed', 'backend', 'estimates', 'scale', 'warnings'],
      ...['consensus', 'ratios', 'sizes', 'classes', 'points'],
    ]);
    expect(
      found['classes']?.map(({ label, consensus }) => [label, Math.round(consensus?.dimension ?? NaN)]),
    ).toEqual([
      ['ball', 3],
      ['disk', 2],
      ['line', 1],
    ]);
    const lines = (await place.text('points.csv')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(601);
    expect(lines[0]).toBe('row,label,mle');
    expect(JSON.stringify(found['warnings'])).toMatch(
      /classes differ in dimension .* \(line\) to .* \(ball\)/,
    );
  });

  it('prints tables for people, without what is not wanted', async () => {
    const { code, stdout } = await marginalia(
      ['dimension', lineDiskBall, '--no-classes', '--no-decimation', '--no-scale'],
      place.path(),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^consensus +\d/m);
    expect(stdout).not.toMatch(/^(class|points|scale) /m);
  });

  it('says so where no estimator gives the points a dimension', async () => {
    const args = ['dimension', lineDiskBall, '--estimators', 'twonn', '--points', 'points.csv'];
    const { code, stderr } = await marginalia(args, place.path());
    expect(code).toBe(2);
    expect(stderr).toContain('such as mle');
  });
});

describe('marginalia experiment', () => {
  it('runs any kind without a note, with paths from the working directory', async () => {
    await place.write('deep/data/points.csv', gaussianCsv(200, 3));
    const { code, stdout } = await marginalia(
      [
        'experiment',
        'intrinsic-dimension',
        '--set',
        'data=data/points.csv',
        '--set',
        'estimators=[twonn, mle(k=5)]',
        '--json',
      ],
      place.path('deep'),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'intrinsic-dimension',
      state: 'finished',
      data: { path: 'deep/data/points.csv', n: 200 },
      estimates: [{ key: 'twonn' }, { key: 'mle(k=5)' }],
    });
  });

  it('measures the layers of a folder, each told apart, and names the file that does not fit', async () => {
    await place.write('net/layer9.npy', gaussianNpy(200, 3));
    await place.write('net/layer10.npy', gaussianNpy(200, 5));
    const run = ['experiment', 'layer-dimension', '--set', 'data=net'];
    const { code, stdout } = await marginalia([...run, '--set', 'subsample=150', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'layer-dimension',
      data: { path: 'net', n: 150, rows: 200 },
      layers: [
        { name: 'layer9', depth: 0, features: 3, estimates: [{ key: 'twonn' }, { estimator: 'pca' }] },
        { name: 'layer10', depth: 1, features: 5 },
      ],
      provenance: {
        inputs: [{ path: 'net' }],
        versions: { 'layer-dimension': String(layerDimension.revision) },
      },
    });
    expect((await marginalia(run)).stdout).toMatch(/layer10 +1\.00 +5 +[\d.]+ +[\d.]+ – [\d.]+ +5 /);
    await place.write('net/layer11.npy', gaussianNpy(199, 5));
    const failed = await marginalia(run);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('net/layer11.npy: it has 199 rows where net/layer9.npy has 200.');
  });
  it('runs a kind that needs no data, and tells its predictions', async () => {
    const { code, stdout } = await marginalia([
      'experiment',
      'gordon-bound',
      '--set',
      'spectrum=outliers(5, 10, 1e-3)',
      '--set',
      'dimension=40',
      '--set',
      'distance=[3, 10]',
      '--set',
      'samples=20',
      '--root',
      place.path('.'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('outliers(5, 10, 1e-3): 40 parameters, 40 of them curved');
    expect(stdout).toMatch(/sharp\(R=10,eps=0.1\) +[\d.]+ +[\d.]+ – [\d.]+/);
    const run = /run (gordon-bound-\S+)/.exec(stdout)?.[1] ?? '';
    expect(await place.text(`.marginalia/runs/${run}/plots/success.svg`)).toContain('R = 10, ε = 0.1');
  });

  it('refuses what a block would refuse, with what was meant', async () => {
    const args = ['experiment', 'intrinsic-dimension', '--set', 'data=a.csv'];
    const { code, stderr } = await marginalia([...args, '--set', 'estimater=[mle]']);
    expect(code).toBe(2);
    expect(stderr).toContain('“estimators”');
    expect((await marginalia([...args, '--id', 'a b'])).code).toBe(2);
    expect((await marginalia(['experiment', 'intrinsic-dimension', '--set', 'data'])).code).toBe(2);
  });

  it('lists kinds and options', async () => {
    const { code, stdout } = await marginalia(['experiment', '--list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/intrinsic-dimension[^]*estimators[^]*default[^]*layer-dimension[^]*depths/);
    expect(stdout).toContain('  Papers: Frankle and Carbin 2019, arXiv:1803.03635\n');
  });

  it('tells a failure with the place in the data', async () => {
    await place.write('bad.csv', 'a,b\n1,2\nx,3\n');
    const { code, stderr } = await marginalia(['experiment', 'intrinsic-dimension', '--set', 'data=bad.csv']);
    expect(code).toBe(1);
    expect(stderr).toContain('bad.csv:3');
  });
});
