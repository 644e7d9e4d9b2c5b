import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Glossary, type GlossaryEntry } from '../../../../src/notes/lectures/glossary';
import { onlyLecture } from './notes';

function noteWithTerms(terms: readonly string[]): string {
  return [
    '## Meta',
    '- Course: a',
    '- Date: b',
    '## Part 1',
    '- Flow',
    '  - c',
    '- Terminology',
    ...terms.map((term) => `  - ${term}`),
  ].join('\n');
}

function entriesOf(note: string, terms: readonly string[]): readonly GlossaryEntry[] {
  return onlyLecture(noteWithTerms(terms)).terms.map((entry) => ({ note, entry, where: 'Part 1' }));
}

function glossary(...terms: string[]): Glossary {
  const all = new Glossary();
  all.set('a.md', entriesOf('a.md', terms));
  return all;
}

const named = (all: Glossary, text: string): readonly string[] =>
  all.find(text).map(({ range }) => text.slice(range.start, range.end));

describe('Glossary', () => {
  it('finds terms as whole words, in any case, in the plural, the longest where several would do', () => {
    const all = glossary('Coupling layer: x', 'Coupling: y', 'evidence lower bound (ELBO): z');
    expect(
      named(
        all,
        'COUPLING layers, a coupling; decoupling and couplingX are others. The elbo, an Evidence-Lower Bound.',
      ),
    ).toEqual(['COUPLING layer', 'coupling', 'elbo', 'Evidence-Lower Bound']);
  });

  it('lets Korean attach its particles to a term, and nothing else', () => {
    const all = glossary('역과정: x', '잡음 스케줄: y', 'ELBO: z', '흐름: w');
    expect(
      named(
        all,
        '역과정에서는 잡음 스케줄을 ELBO의 항으로 본다. 역과정론은 다르다. 흐름이란 ELBO는, 물흐름도',
      ),
    ).toEqual(['역과정', '잡음 스케줄', 'ELBO', '흐름', 'ELBO']);
  });

  it('finds none in code, formulas, addresses, comments and front matter', () => {
    const all = glossary('flow: x');
    const text = [
      '---',
      'topic: flow',
      '---',
      'flow',
      '`flow` $flow$ [flow](flow.md) https://x.org/flow <!-- flow -->',
      '',
      '```',
      'flow',
      '```',
      '$$',
      'flow',
      '$$',
      '[flow]: flow.md',
    ].join('\r\n');
    expect(all.find(text).map(({ range }) => range.start)).toEqual([
      text.indexOf('\nflow') + 1,
      text.indexOf('[flow]') + 1,
    ]);
  });

  it('does not take an everyday word for a short form in capitals', () => {
    const all = glossary('IS (importance sampling): x');
    expect(named(all, 'This is IS, or importance sampling.')).toEqual(['IS', 'importance sampling']);
  });

  it('tells which term stands at an offset', () => {
    const all = glossary('prior: x');
    const text = 'a\nthe prior matters';
    expect(all.at(text, text.indexOf('prior') + 2)?.key).toBe('prior');
    expect(all.at(text, text.indexOf('matters') + 1)).toBeUndefined();
  });

  it('tells terms that two places explain, and not those that one only equates', () => {
    const all = glossary('ELBO: x', 'free energy = ELBO');
    expect(all.duplicates()).toEqual([]);
    expect(all.entries('elbo')).toHaveLength(2);
    all.set('b.md', entriesOf('b.md', ['elbo (ELBO): again']));
    expect(all.duplicates().map(({ key, places }) => [key, places.map(({ at }) => at.note)])).toEqual([
      ['elbo', ['a.md', 'b.md']],
    ]);
    all.set('b.md', []);
    expect(all.duplicates()).toEqual([]);
  });

  it('is after any changes what it would be from the start', { timeout: 30_000 }, () => {
    const rng = new Rng(5);
    const words = ['alpha', 'beta', 'gamma', 'delta', '알파'];
    const changed = new Glossary();
    const state = new Map<string, readonly GlossaryEntry[]>();
    const text = words.flatMap((one) => words.map((two) => `${one} ${two}.`)).join(' ');
    for (let round = 0; round < 120; round++) {
      const note = `${rng.integer(6)}.md`;
      const terms = Array.from({ length: rng.integer(4) }, () => {
        const name = [words[rng.integer(5)], words[rng.integer(5)]].slice(rng.integer(2)).join(' ');
        return `${name}: ${round}`;
      });
      const entries = terms.length > 0 ? entriesOf(note, terms) : [];
      changed.set(note, entries);
      state.set(note, entries);
      const fresh = new Glossary();
      for (const [name, list] of state) fresh.set(name, list);
      expect(changed.find(text)).toEqual(fresh.find(text));
      expect(new Set(changed.duplicates().map(({ key }) => key))).toEqual(
        new Set(fresh.duplicates().map(({ key }) => key)),
      );
    }
  });

  it('looks up a thousand lines among twenty thousand terms', () => {
    const all = new Glossary();
    const range = { start: 0, end: 0 };
    for (let note = 0; note < 2000; note++) {
      const entries = Array.from({ length: 10 }, (_, number): GlossaryEntry => {
        const name = { text: `Term${note} number${number}`, range, equated: false };
        return { note: `${note}.md`, entry: { names: [name], range, definition: undefined }, where: '' };
      });
      all.set(`${note}.md`, entries);
    }
    const line = 'we saw term77 number3 and term1999 number9 in one line of prose';
    // Each lookup over all terms would outlast the test's limit.
    for (let i = 0; i < 1000; i++) all.find(line);
    expect(named(all, line)).toEqual(['term77 number3', 'term1999 number9']);
  });
});
