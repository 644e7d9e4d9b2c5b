// Times the search over 10,000 papers, keystroke by keystroke: `npx tsx bench/search.ts [--papers n]`.
import { cpus } from 'node:os';
import { PaperSearch } from '../src/papers/search/paperSearch';
import { searchLibrary } from './searchLibrary';

const papers = Number(process.argv[process.argv.indexOf('--papers') + 1]) || 10_000;
const repetitions = 3;
const shown = 50;

/** Typed letter by letter: common words, mistakes, names, Korean, identifiers, words that no paper has. */
const queries = [
  'intrinsic dimension of data',
  'deep learnig for modles',
  'information bottlenek',
  'neural networks the training of',
  'manifold',
  'stanta chion',
  'nothing of the kind xylophone',
  '정보 압축 이론',
  '강화학섭',
  '2050.100',
];

const library = searchLibrary(papers);
globalThis.gc?.();
const before = process.memoryUsage();
const started = performance.now();
const search = new PaperSearch();
for (const document of library) search.put(document);
const built = performance.now() - started;
globalThis.gc?.();
const after = process.memoryUsage();
const megabytes = (after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers) / 1e6;

const times: { ms: number; query: string }[] = [];
for (let repetition = 0; repetition < repetitions; repetition++) {
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      const start = performance.now();
      search.search(query.slice(0, length), shown);
      times.push({ ms: performance.now() - start, query: query.slice(0, length) });
    }
  }
}
times.sort((a, b) => a.ms - b.ms);
const at = (part: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))]?.ms ?? NaN;

const edits = 500;
const edited = performance.now();
for (const document of library.slice(0, edits)) search.put({ ...document, note: `${document.note} changed` });
const edit = (performance.now() - edited) / edits;

const ms = (value: number): string => value.toFixed(value < 1 ? 2 : 1);
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}; ${papers} papers, ms\n`);
console.log('| index built | one paper changed | keystroke: median | p95 | slowest | memory |');
console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
const memory = globalThis.gc ? `${megabytes.toFixed(0)} MB` : '(with --expose-gc)';
const slowest = times.at(-1);
console.log(
  `| ${ms(built)} | ${ms(edit)} | ${ms(at(0.5))} | ${ms(at(0.95))} | ${ms(slowest?.ms ?? NaN)} | ${memory} |`,
);
console.log(`\nThe slowest keystroke was the last of “${slowest?.query ?? ''}”; ${times.length} were timed.`);
