import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { joinCommandLine, splitCommandLine, visible } from '../../../../src/experiments/command/commandLine';
import { LineSplitter, type OutputLine } from '../../../../src/experiments/command/lineSplitter';
import { decodeMessage } from '../../../../src/experiments/command/message';
import { parseProgramTarget } from '../../../../src/experiments/command/programTarget';
import { RunRecord } from '../../../../src/experiments/command/runRecord';

const target = { metric: 'accuracy', better: 'greater', value: 0.9, relative: false } as const;

describe('a command line', () => {
  it('is parted into words as people write them, without a shell', () => {
    const words = (text: string): unknown => {
      const split = splitCommandLine(text);
      return split.ok ? split.value : split.error;
    };
    expect(words('  python train.py --rate 0.1 ')).toEqual(['python', 'train.py', '--rate', '0.1']);
    expect(words(String.raw`'my tool' "a \"b\" \ c" d\ e '' x'y'z`)).toEqual([
      'my tool',
      'a "b"  c',
      'd e',
      '',
      'xyz',
    ]);
    expect(words(String.raw`C:\python\python.exe run.py`)).toEqual([
      String.raw`C:\python\python.exe`,
      'run.py',
    ]);
    expect(words('a "b')).toMatch(/never closed/);
    expect(words('  ')).toMatch(/no program/);
    expect(words("'' x")).toMatch(/no program/);
    for (const shell of ['a | b', 'a && b', 'a > b', 'a $HOME', 'a `b`', 'a *.py', 'a; b'])
      expect(words(shell), shell).toMatch(/shell/);
    expect(words('a \'$HOME\' "*.py"')).toEqual(['a', '$HOME', '*.py']);
  });

  it('is shown so that it is read back as the same words', () => {
    const rng = new Rng(5);
    const alphabet = 'ab-= \'"\\$|;*é日';
    for (let i = 0; i < 250; i++) {
      const word = (): string =>
        Array.from({ length: 1 + rng.integer(6) }, () => alphabet.charAt(rng.integer(alphabet.length))).join(
          '',
        );
      const words = Array.from({ length: 1 + rng.integer(4) }, word);
      expect(splitCommandLine(joinCommandLine(words))).toEqual({ ok: true, value: words });
    }
  });

  it('shows what cannot be seen', () => {
    expect(visible('a\u202Eb\n\u001b[2Kc')).toBe(String.raw`a\u{202e}b\u{a}\u{1b}[2Kc`);
    expect(visible('train 日本.py')).toBe('train 日本.py');
  });
});

describe('lines of output', () => {
  it('are those of the text, however its bytes come', () => {
    const rng = new Rng(1);
    const chars = ['a', 'é', '😀', '\n', '\r\n', '\n', '{', '}'];
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: rng.integer(60) }, () => chars[rng.integer(chars.length)]).join('');
      const bytes = new TextEncoder().encode(text);
      const splitter = new LineSplitter(1000);
      const lines: OutputLine[] = [];
      for (let at = 0; at < bytes.length;) {
        const size = 1 + rng.integer(7);
        // The caller's buffer is used again.
        const piece = bytes.slice(at, at + size);
        lines.push(...splitter.push(piece));
        piece.fill(0);
        at += size;
      }
      lines.push(...splitter.end());
      const expected = text.split('\n');
      if (expected.at(-1) === '') expected.pop();
      expect(lines.map((line) => line.text)).toEqual(expected.map((line) => line.replace(/\r$/u, '')));
      expect(lines.map((line) => line.number)).toEqual(expected.map((_, i) => i + 1));
    }
  });

  it('that are too long are dropped, and counted', () => {
    const splitter = new LineSplitter(8);
    const long = new TextEncoder().encode('x'.repeat(9));
    const lines = [
      ...splitter.push(new TextEncoder().encode('ok\n')),
      ...splitter.push(long),
      ...splitter.push(new TextEncoder().encode('more\nafter\n12345678')),
      ...splitter.end(),
    ];
    expect(lines).toEqual([
      { number: 1, text: 'ok' },
      { number: 2, text: undefined },
      { number: 3, text: 'after' },
      { number: 4, text: '12345678' },
    ]);
  });
});

describe('a message', () => {
  const decoded = (line: string): unknown => {
    const result = decodeMessage(line);
    return result.ok
      ? result.value && { ...result.value, metrics: Object.fromEntries(result.value.metrics) }
      : result.error;
  };

  it('brings progress, words, metrics and a result', () => {
    expect(
      decoded('{"progress": 0.3, "message": "epoch 3", "epoch": 3, "loss": 0.25, "ok": true, "name": "x"}'),
    ).toEqual({
      progress: 0.3,
      message: 'epoch 3',
      metrics: { epoch: 3, loss: 0.25, ok: 1 },
      result: undefined,
    });
    expect(decoded('{"result": {"accuracy": 0.9, "layers": [1, 2]}}')).toMatchObject({
      metrics: {},
      result: new Map([['accuracy', 0.9]]),
    });
    expect(decoded('  ')).toBeUndefined();
  });

  it('may hold what Python writes for numbers that JSON lacks', () => {
    expect(decoded('{"loss": NaN, "a": Infinity, "b": -Infinity, "c": null, "d": 1}')).toMatchObject({
      metrics: { loss: NaN, a: NaN, b: NaN, c: NaN, d: 1 },
    });
    expect(decoded('{"message": "loss is NaN, \\"Infinity\\"", "loss": NaN}')).toMatchObject({
      message: 'loss is NaN, "Infinity"',
      metrics: { loss: NaN },
    });
  });

  it('that is none says why', () => {
    expect(decoded('Epoch 1/3')).toMatch(/no JSON object: “Epoch 1\/3”/);
    expect(decoded('{"loss": ')).toMatch(/no valid JSON/);
    expect(decoded('[1, 2]')).toMatch(/no JSON object/);
    expect(decoded('{"progress": 3}')).toMatch(/progress/);
    expect(decoded('{"progress": NaN}')).toMatch(/progress/);
    expect(decoded('{"result": 0.9}')).toMatch(/result/);
    expect(decoded('['.repeat(200_000))).toMatch(/no JSON object/);
    expect(decoded(`{"a": ${'['.repeat(200_000)}`)).toMatch(/no valid JSON/);
    expect(decoded('{"__proto__": 1, "constructor": 2}')).toMatchObject({ metrics: { constructor: 2 } });
  });

  it('never throws, whatever the line', () => {
    const rng = new Rng(2);
    const parts = [
      '{',
      '}',
      '"',
      ':',
      ',',
      'NaN',
      'progress',
      'result',
      '1',
      '-',
      'e9',
      '[',
      ']',
      '\\',
      '\u0000',
      '😀',
      ' ',
    ];
    for (let i = 0; i < 1500; i++) {
      const line = Array.from({ length: rng.integer(20) }, () => parts[rng.integer(parts.length)]).join('');
      expect(() => decodeMessage(line)).not.toThrow();
    }
  });
});

describe('the record of a run', () => {
  const line = (number: number, value: unknown): OutputLine => ({ number, text: JSON.stringify(value) });

  it('takes the best of what was reported, or the last, or the result', () => {
    const best = new RunRecord(target, 'best');
    const last = new RunRecord(target, 'last');
    for (const [i, accuracy] of [0.5, 0.8, null, 0.7].entries())
      for (const record of [best, last]) record.read(line(i + 1, { accuracy, epoch: i }));
    expect([best.score, last.score]).toEqual([0.8, 0.7]);
    best.read(line(5, { result: { accuracy: 0.6 } }));
    expect(best.score).toBe(0.6);
    expect(best.last.get('epoch')).toBe(3);
    expect(new RunRecord(target, 'best').score).toBeUndefined();
    const diverged = new RunRecord(target, 'best');
    diverged.read(line(1, { accuracy: null }));
    expect(diverged.score).toBeNaN();
  });

  it('keeps little of what is said without end', () => {
    const record = new RunRecord(target, 'best');
    for (let i = 1; i <= 20_000; i++) record.read(line(i, { accuracy: i / 20_000 }));
    const { curve } = record;
    expect(curve.length).toBeLessThan(600);
    expect(curve.at(-1)?.report).toBe(20_000);
    const steps = curve.slice(1, -1).map(({ report }, i) => report - (curve[i]?.report ?? 0));
    expect(new Set(steps).size).toBe(1);
    for (let i = 0; i < 1000; i++) record.read({ number: i, text: 'noise' });
    expect(record.warnings).toHaveLength(6);
    expect(record.warnings[0]).toBe('Line 0 is no JSON object: “noise”.');
    expect(record.warnings[5]).toBe('995 more lines like these.');
  });
});

describe('a target', () => {
  it('names a metric, a side and a value', () => {
    const parsed = (text: string): unknown => {
      const found = parseProgramTarget(text);
      return found.ok ? found.value : found.error;
    };
    expect(parsed('accuracy >= 90 %')).toEqual(target);
    expect(parsed('val_loss <= 1.5 x full')).toEqual({
      metric: 'val_loss',
      better: 'less',
      value: 1.5,
      relative: true,
    });
    expect(parsed('R2 ≥ -1e-2')).toEqual({ metric: 'R2', better: 'greater', value: -0.01, relative: false });
    expect(parsed('minimise test/loss')).toEqual({
      metric: 'test/loss',
      better: 'less',
      value: undefined,
      relative: false,
    });
    expect(parsed('accuracy')).toMatch(/no target/);
  });
});
