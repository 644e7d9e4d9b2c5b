// Times a workspace of 5,000 notes and 10,000 papers: `npm run bench:workspace`.
import { cpus } from 'node:os';
import { Rng } from '../src/base/rng';
import { foldLibrary } from '../src/papers/library';
import type { OwnPaper } from '../src/papers/ownPaper';
import type { PaperPlace, PaperRecord } from '../src/papers/paper';
import { readPlaces } from '../src/papers/places';

const noteCount = 5000;
const paperCount = 10_000;
const repetitions = 5;

const words =
  'entropy manifold network gradient bound sparse random subspace kernel margin width depth training loss data layer curvature rank noise prior'.split(
    ' ',
  );

interface Note {
  readonly path: string;
  readonly text: string;
}

/** Notes of which every fifth holds a reading list; each paper stands in one or two of them. */
function makeNotes(rng: Rng): readonly Note[] {
  const lists = noteCount / 5;
  const perList = (paperCount * 1.1) / lists;
  return Array.from({ length: noteCount }, (_, i) => {
    const prose = Array.from({ length: 6 + Math.floor(rng.uniform() * 20) }, () => `${sentence(rng, 24)}.`);
    const head = [`# ${sentence(rng, 4)}`, '', ...prose.flatMap((line) => [line, ''])];
    if (i % 5 !== 0) return { path: `notes/${i}.md`, text: head.join('\n') };
    const entries = Array.from({ length: perList }, (_each, j) => {
      const paper = (Math.floor(i / 5) * perList + j) % paperCount;
      return `- [${titleOf(paper)}](https://arxiv.org/abs/${idOf(paper)}) (p${1 + (paper % 4)})`;
    });
    return { path: `notes/${i}.md`, text: [...head, '## Papers to read', '', ...entries, ''].join('\n') };
  });
}

const idOf = (paper: number): string =>
  `${2001 + Math.floor(paper / 5000)}.${String((paper % 5000) + 1).padStart(5, '0')}`;
const titleOf = (paper: number): string => {
  const rng = new Rng(paper + 1);
  return sentence(rng, 7);
};

function sentence(rng: Rng, length: number): string {
  return Array.from({ length }, () => words[Math.floor(rng.uniform() * words.length)] ?? '').join(' ');
}

function makeRecords(): ReadonlyMap<string, PaperRecord> {
  const fetchedAt = '2026-01-01T00:00:00Z';
  const from = <T>(value: T) => ({ value, source: 'arxiv' as const, fetchedAt });
  return new Map(
    Array.from({ length: paperCount }, (_, paper): [string, PaperRecord] => {
      const arxiv = idOf(paper);
      const key = `arxiv:${arxiv}`;
      const record: PaperRecord = {
        schema: 1,
        key,
        ids: { arxiv },
        state: 'found',
        checkedAt: fetchedAt,
        title: from(titleOf(paper)),
        authors: from(['Ada Lee', 'Bo Kim']),
        year: from(2020 + (paper % 6)),
        categories: from(['cs.LG']),
        abstract: from(sentence(new Rng(paper + 7), 120)),
      };
      return [key, record];
    }),
  );
}

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

function median(work: () => unknown): number {
  const times = Array.from({ length: repetitions }, () => timed(work).ms).sort((a, b) => a - b);
  return times[repetitions >> 1] ?? NaN;
}

function main(): void {
  const notes = makeNotes(new Rng(1));
  const records = makeRecords();
  const own = new Map<string, OwnPaper>();
  const bytes = notes.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  console.log(`${noteCount} notes of ${(bytes / 1e6).toFixed(1)} MB, ${paperCount} papers with records\n`);
  const before = process.memoryUsage().heapUsed;
  const first = timed(() => {
    const read = notes.map(({ path, text }) => readPlaces(path, text));
    return { read, papers: foldLibrary(read.flat(), records, own) };
  });
  const { read } = first.value;
  const held = (process.memoryUsage().heapUsed - before) / 1e6;
  const edited = notes.findIndex(({ text }) => text.includes('## Papers to read'));
  const refresh = median(() => {
    const note = notes[edited];
    if (!note) throw new Error('no note holds a list');
    const places: (readonly PaperPlace[])[] = [...read];
    places[edited] = readPlaces(note.path, note.text.replace('(p1)', '(p2)'));
    return foldLibrary(places.flat(), records, own, first.value.papers);
  });
  console.log('| step | ms |\n| --- | ---: |');
  console.log(
    `| first list: every note read, one list of ${first.value.papers.length} papers | ${first.ms.toFixed(0)} |`,
  );
  console.log(`| the list again after one edit | ${refresh.toFixed(1)} |`);
  console.log(`\n${held.toFixed(0)} MB of heap for the list.`);
}

main();
