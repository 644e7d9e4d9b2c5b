/**
 * What the property tests and `npm run fuzz` run on hostile notes: every function that reads a whole note, and every
 * one that makes edits of one. Whoever writes such a function adds a line here.
 */
import type { OffsetRange, TextEdit } from '../../../src/base/text';
import { citedKeys } from '../../../src/notes/citations';
import { readComments } from '../../../src/notes/comments';
import { scanBlocks } from '../../../src/notes/blockScan';
import { checkCourse } from '../../../src/notes/course/checkCourse';
import { readCourse } from '../../../src/notes/course/readCourse';
import { readExperimentBlocks } from '../../../src/notes/experimentBlocks';
import { linksIn, parseMarkdown, plainText } from '../../../src/notes/markdown';
import { answerPlace } from '../../../src/notes/lectures/answer';
import { gapEdits } from '../../../src/notes/lectures/gapEdits';
import { lectureGaps } from '../../../src/notes/lectures/gaps';
import { readLectures } from '../../../src/notes/lectures/readLectures';
import { defaultTemplate } from '../../../src/notes/lectures/template';
import { newMeetingEntry } from '../../../src/notes/meetings/newEntry';
import { readMeetings } from '../../../src/notes/meetings/readMeetings';
import { setTodoDone } from '../../../src/notes/meetings/todoEdits';
import { noteKinds } from '../../../src/notes/noteKind';
import { readNoteLinks } from '../../../src/notes/noteLinks';
import { readReadingLists } from '../../../src/notes/readingLists';
import { readResultMarkers } from '../../../src/notes/resultMarkers';
import { CodedError } from '../../../src/base/errors';
import { bibliographyFormat, readBibliography } from '../../../src/papers/citations/bibliography';
import { appendableLists, appendToList } from '../../../src/papers/daily/appendToList';
import { looksLikeDailyPapers } from '../../../src/papers/daily/looksLikeDailyPapers';
import { readDailyPapers } from '../../../src/papers/daily/readDailyPapers';
import { linkProblems, mendLinks } from '../../../src/papers/linkProblems';
import { rename, setCategory, setPriority, setStatus, type ListEdit } from '../../../src/papers/listEdits';
import type { PaperPlace } from '../../../src/papers/paper';
import { readPlaces } from '../../../src/papers/places';
import { insertMarker } from '../../../src/results/insertMarker';
import { markerEdits } from '../../../src/results/markerEdits';
import { estimate, runResult } from '../results/sampleResult';

/** Reads a text; ranges anywhere in what it gives are offsets into that text. */
export interface Parser {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/** What an edit function is to do, and where it says that it will do it. */
export interface PlannedEdits {
  readonly edits: readonly TextEdit[];
  /** Edits stay within one of these: the entry's line, the section, the marker. Left out: anywhere in the text. */
  readonly within?: readonly OffsetRange[];
}

/** Makes edits of a text; `seed` chooses which, where there is a choice. */
export interface EditMaker {
  readonly name: string;
  readonly plan: (text: string, seed: number) => PlannedEdits;
  /** May change line ends or put in its own, because the text it replaces is a whole file. */
  readonly ownLineEnds?: boolean;
}

const today = { today: '2026-11-21' };
/** Every heading is a reading list's, so that their reader has something to read in any text. */
const anySection = { sections: ['*', 'a', '1', 'Part'] };
const newPaper = {
  title: 'A paper of the day',
  url: 'https://arxiv.org/abs/2612.00001',
  organisation: undefined,
  day: undefined,
  priority: 2,
};
const result = runResult([estimate('twonn', 12.9, [12.5, 13.3])]);

export const parsers: readonly Parser[] = [
  { name: 'noteKinds', parse: noteKinds },
  { name: 'scanBlocks', parse: scanBlocks },
  { name: 'readComments', parse: readComments },
  { name: 'parseMarkdown', parse: (text) => textAndLinks(text) },
  { name: 'readExperimentBlocks', parse: readExperimentBlocks },
  { name: 'readResultMarkers', parse: readResultMarkers },
  { name: 'readNoteLinks', parse: readNoteLinks },
  { name: 'linkProblems', parse: (text) => linkProblems(readNoteLinks(text)) },
  { name: 'readReadingLists', parse: (text) => readReadingLists(text) },
  { name: 'readReadingLists under any heading', parse: (text) => readReadingLists(text, anySection) },
  { name: 'readPlaces', parse: (text) => readPlaces('note.md', `# Papers\n${text}`).length },
  { name: 'citedKeys', parse: (text) => text.split(/\r?\n/).map((line) => citedKeys(line).length) },
  {
    name: 'readMeetings',
    parse: (text) => readMeetings(text).todos.map(({ node: _, meeting: __, ...todo }) => todo),
  },
  { name: 'readLectures', parse: (text) => readLectures(text).lectures.map(({ range }) => range) },
  { name: 'readCourse', parse: (text) => readCourse(text) },
  { name: 'checkCourse', parse: (text) => checkCourse(text) },
  { name: 'looksLikeDailyPapers', parse: looksLikeDailyPapers },
  { name: 'readDailyPapers', parse: (text) => readDailyPapers(text, today) },
  { name: 'bibliographyFormat', parse: bibliographyFormat },
  { name: 'readBibliography', parse: readAsBibliography },
];

export const editMakers: readonly EditMaker[] = [
  {
    name: 'mendLinks',
    plan: (text) => {
      const links = readNoteLinks(text);
      return { edits: mendLinks(links), within: links.map(({ addressRange }) => addressRange) };
    },
  },
  {
    name: 'markerEdits',
    plan: (text) => ({
      edits: markerEdits(text, () => result, 'note.md'),
      within: readResultMarkers(text).markers.map(({ content }) => content),
    }),
  },
  {
    name: 'insertMarker',
    plan: (text, seed) => {
      const start = betweenCharacters(text, seed % (text.length + 1));
      const within = { start, end: betweenCharacters(text, Math.min(text.length, start + (seed % 7))) };
      const request = { experimentId: 'digits', field: 'twonn', result, notePath: 'note.md' };
      const edit = insertMarker(text, within, request);
      return { edits: edit.ok ? [edit.value] : [] };
    },
  },
  {
    name: 'setTodoDone',
    plan: (text, seed) => {
      const { todos } = readMeetings(text);
      const todo = todos[seed % Math.max(1, todos.length)];
      if (!todo) return { edits: [] };
      return {
        edits: setTodoDone(text, todo, !todo.done),
        within: [{ start: todo.node.lineRange.start, end: todo.node.textEnd }],
      };
    },
  },
  {
    name: 'newMeetingEntry',
    plan: (text) => ({
      edits: [newMeetingEntry(text, readMeetings(text), { year: 2026, month: 11, day: 21 }).edit],
    }),
  },
  {
    name: 'gapEdits',
    plan: (text, seed) => {
      const gaps = readLectures(text).lectures.flatMap((lecture) => lectureGaps(lecture, defaultTemplate()));
      const gap = gaps[seed % Math.max(1, gaps.length)];
      return { edits: gap ? gapEdits(text, gap, defaultTemplate()) : [] };
    },
  },
  {
    name: 'answerPlace',
    plan: (text, seed) => {
      const asked = readLectures(text).lectures.flatMap((lecture) =>
        lecture.questions.map((question) => ({ lecture, question })),
      );
      const one = asked[seed % Math.max(1, asked.length)];
      return { edits: one ? answerPlace(text, one.lecture, one.question).edits : [] };
    },
  },
  {
    name: 'appendToList',
    plan: (text, seed) => {
      const lists = appendableLists(text, anySection.sections);
      const section = lists[seed % (lists.length + 1)]?.section;
      return { edits: appendToList(text, [newPaper], { ...anySection, section }).edits };
    },
  },
  {
    name: 'setPriority',
    plan: (text, seed) =>
      placeEdits(text, seed, (place) => setPriority(text, place, 1 + (seed % 4), anySection)),
  },
  {
    name: 'setStatus',
    plan: (text, seed) => placeEdits(text, seed, (place) => setStatus(text, place, 'read', anySection)),
  },
  {
    name: 'setCategory',
    plan: (text, seed) => placeEdits(text, seed, (place) => setCategory(text, place, 'Part', anySection)),
  },
  {
    name: 'rename',
    plan: (text, seed) => placeEdits(text, seed, (place) => rename(text, place, 'Another title', anySection)),
  },
];

/** A change of what is said of one of the note's papers, all headings being reading lists'. */
function placeEdits(text: string, seed: number, change: (place: PaperPlace) => ListEdit): PlannedEdits {
  const places = readPlaces('note.md', text, anySection);
  const place = places[seed % Math.max(1, places.length)];
  const edit = place && change(place);
  return { edits: edit?.kind === 'note' ? edit.edits : [] };
}

/** What is no bibliography is refused, which is an answer. */
async function readAsBibliography(text: string): Promise<unknown> {
  return readBibliography(text, 'library.bib').catch((error: unknown) => {
    if (error instanceof CodedError) return error.code;
    throw error;
  });
}

/** No cursor stands within a line end, or before a byte order mark. */
function betweenCharacters(text: string, offset: number): number {
  if (offset === 0 && text.startsWith('\uFEFF')) return 1;
  return text[offset - 1] === '\r' && text[offset] === '\n' ? offset + 1 : offset;
}

/** As readers of the tree use it: all of its text and links, by recursion. */
function textAndLinks(text: string): unknown {
  const { root, definitions } = parseMarkdown(text);
  return { length: plainText(root).length, links: linksIn(root).length, definitions: definitions.size };
}
