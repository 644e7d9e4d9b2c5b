import { Rng } from '../src/base/rng';
import { checkCourse } from '../src/notes/course/checkCourse';
import { readCourse } from '../src/notes/course/readCourse';
import { readLectures } from '../src/notes/lectures/readLectures';
import { readMeetings } from '../src/notes/meetings/readMeetings';
import { readDailyPapers } from '../src/papers/daily/readDailyPapers';
import { readPlaces } from '../src/papers/places';
import { book, prose, setBook, styles } from '../test/fixtures/courses';

const repetitions = 15;

/** A kind of note: a long one of it, and how it is read. */
interface NoteBench {
  readonly kind: string;
  readonly text: string;
  readonly read: (text: string) => unknown;
}

/** Times the reading of each kind of note, and the reading again after each typed character, as rows of a table. */
export function benchNotes(): void {
  console.log(
    '\n| note | characters | read, ms | after one typed character, ms |\n| --- | ---: | ---: | ---: |',
  );
  for (const { kind, text, read } of makeNotes()) {
    let version = 0;
    // Each time another text: what a reader remembers of the last version is of use only where it is the same.
    const first = median(
      () => read(`${text}\n\n${prose(new Rng(++version), 2)}\n`),
      () => undefined,
    );
    const middle = text.indexOf('\n', text.length / 2);
    let typed = text;
    const again = median(
      () => read(typed),
      () => (typed = `${typed.slice(0, middle)}a${typed.slice(middle)}`),
    );
    console.log(`| ${kind} | ${text.length} | ${first.toFixed(1)} | ${again.toFixed(1)} |`);
  }
}

function makeNotes(): readonly NoteBench[] {
  const rng = new Rng(3);
  const times = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join('');
  const url = (index: number): string => `https://arxiv.org/abs/2101.${String(index + 1).padStart(5, '0')}`;
  const list = times(400, (i) => `- [${prose(rng, 1)}](${url(i)}) (p${1 + (i % 4)})\n`);
  return [
    {
      kind: 'meetings',
      text: times(
        200,
        (i) =>
          `- ${2020 + Math.floor(i / 48)}.${1 + (Math.floor(i / 4) % 12)}.${1 + (i % 4) * 7}\n    - ${prose(rng, 2)}\n` +
          `    - TO DO:\n        - 홍철: ${prose(rng, 1)}\n        - [ ] ${prose(rng, 1)}\n    - Decision: ${prose(rng, 1)}\n`,
      ),
      read: readMeetings,
    },
    {
      kind: 'lectures',
      text: times(
        12,
        (i) =>
          `# Lecture ${i + 1}: ${prose(rng, 1)}\n\n- Date: 2026-03-${10 + i}\n- Lecturer: A. Lee\n\n` +
          times(
            4,
            (j) =>
              `## Part ${j + 1}\n\n### Limitation → Fix\n\n- prev: ${prose(rng, 1)}\n- fix: ${prose(rng, 1)}\n\n` +
              `### Flow\n\n${times(4, () => `- ${prose(rng, 1)}\n`)}\n### Terminology Map\n\n` +
              `${times(3, (k) => `- **term ${i}-${j}-${k}**: ${prose(rng, 1)}\n`)}\n### Why it matters\n\n${prose(rng, 2)}\n\n` +
              `### Questions\n\n- Q: ${prose(rng, 1)}\n- A: ${prose(rng, 1)}\n\n`,
          ),
      ),
      read: readLectures,
    },
    { kind: 'course', text: courseOf(90_000, rng), read: (text) => [readCourse(text), checkCourse(text)] },
    {
      kind: 'paper notes',
      text: times(
        60,
        (i) => `## [${prose(rng, 1)}](${url(i)})\n\n${prose(rng, 6)} With $x_${i}$ in *it*.\n\n`,
      ),
      read: (text) => readPlaces('papers.md', text),
    },
    {
      kind: 'daily page',
      text:
        'Daily Papers\n\nOct 19\n\n' +
        times(
          60,
          (i) => `Submitted by\nuser${i}\n${12 + i}\n${prose(rng, 1)}\n\n·\n${2 + (i % 9)} authors\n${i}\n\n`,
        ),
      read: (text) => readDailyPapers(text, { today: '2026-11-21' }),
    },
    {
      kind: 'reading list',
      text: `# Papers to read\n\n${list}`,
      read: (text) => readPlaces('list.md', text),
    },
    {
      kind: 'reading list with marks',
      text: `# Papers to read\n\n${list.replaceAll('The ', 'The *very* ')}`,
      read: (text) => readPlaces('list.md', text),
    },
  ];
}

/** The book with paragraphs put in until it is so long. */
function courseOf(length: number, rng: Rng): string {
  const [style] = Object.values(styles);
  if (!style) throw new Error('no style');
  const blocks = setBook(book, style).split('\n\n');
  let size = blocks.join('\n\n').length;
  for (let at = blocks.length - 1; size < length; at = at > 20 ? at - 1 : blocks.length - 1) {
    const paragraph = prose(rng, 8);
    blocks.splice(at, 0, paragraph);
    size += paragraph.length + 2;
  }
  return blocks.join('\n\n');
}

/** @param prepare what is done before each run, out of the time. */
function median(work: () => unknown, prepare: () => unknown): number {
  const times = Array.from({ length: repetitions }, () => {
    prepare();
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[repetitions >> 1] ?? NaN;
}
