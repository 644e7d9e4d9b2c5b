import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../src/experiments/checkOptions';
import { command } from '../../src/experiments/kinds/command';
import { readSpec } from '../../src/experiments/readSpec';
import { readExperimentBlocks } from '../../src/notes/experimentBlocks';

const docs = readFileSync('docs/command.md', 'utf8');

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('docs/command.md', () => {
  it('names every option', () => {
    for (const option of Object.keys(command.schema.shape)) expect(docs).toContain(`\`${option}\``);
  });

  it('shows a block that can be run, with its file', () => {
    const [block] = readExperimentBlocks(docs.replaceAll(/^ {4}/gmu, ''));
    if (block === undefined) throw new Error('there is no block');
    const { kind, spec, problems } = readSpec(block);
    expect([kind?.id, problems]).toEqual(['command', []]);
    expect(command.program?.start(command.schema.parse(spec)).argv).toEqual(['python', 'random_subspace.py']);
    expect(command.fields(command.schema.parse(spec))).toContain('threshold');
  });

  it.runIf(hasPython())('has a program in Python that parses', () => {
    const code = 'import ast, sys; ast.parse(open(sys.argv[1]).read())';
    expect(() => execFileSync('python3', ['-c', code, 'docs/random_subspace.py'])).not.toThrow();
  });
});

describe('a new block of the kind', () => {
  it('can be run as it stands', () => {
    const text = ['```experiment x', 'kind: command', ...command.starter, '```', ''].join('\n');
    const [block] = readExperimentBlocks(text);
    if (block === undefined) throw new Error('there is no block');
    expect(readSpec(block).problems).toEqual([]);
    expect(checkOptions(command, {}).ok).toBe(false);
  });
});
