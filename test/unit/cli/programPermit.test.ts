import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { permitProgram } from '../../../src/cli/programPermit';
import type { Io } from '../../../src/cli/terminal';
import { command } from '../../../src/experiments/kinds/command';

const root = realpathSync(tmpdir());

async function ask(
  allowed: boolean,
  confirm?: Io['confirm'],
): Promise<{ permit: string | undefined; shown: string }> {
  let shown = '';
  const io: Io = {
    stdout: () => undefined,
    stderr: (text) => void (shown += text),
    isTty: false,
    confirm,
    signal: new AbortController().signal,
  };
  const options = {
    run: ['python', 'train.py', 'a\u001b[2Kb'],
    target: 'minimise loss',
    environment: { A: 'x y' },
  };
  const spec = command.schema.parse(options);
  const permit = await permitProgram(
    root,
    { experimentId: 'mine', kind: command, spec, origin: {} },
    allowed,
    io,
  );
  return { permit, shown };
}

describe('the command line, before it starts a program', () => {
  it('shows it whole, with --allow-commands too', async () => {
    const { permit, shown } = await ask(true);
    expect(permit).toMatch(/^[\da-f]{64}$/u);
    expect(shown).toBe(
      String.raw`mine starts: python train.py 'a\u{1b}[2Kb'` + `\n  in ${root}\n  with 'A=x y'\n`,
    );
  });

  it('asks at a terminal', async () => {
    expect((await ask(false, () => Promise.resolve(true))).permit).toMatch(/^[\da-f]{64}$/u);
    await expect(ask(false, () => Promise.resolve(false))).rejects.toMatchObject({
      code: 'program.not-allowed',
      remedy: '',
    });
  });

  it('refuses where there is nobody to ask', async () => {
    await expect(ask(false)).rejects.toMatchObject({
      code: 'program.not-allowed',
      remedy: expect.stringContaining('--allow-commands') as string,
    });
  });
});
