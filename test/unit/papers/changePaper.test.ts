import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import {
  changedPaper,
  editPapers,
  ownChange,
  placesToChange,
  type PaperChange,
} from '../../../src/papers/changePaper';
import { foldLibrary } from '../../../src/papers/library';
import type { OwnPaper } from '../../../src/papers/ownPaper';
import type { LibraryPaper } from '../../../src/papers/paper';
import { readPlaces } from '../../../src/papers/places';

const note = 'list.md';

function library(text: string, own: readonly OwnPaper[] = []): readonly LibraryPaper[] {
  return foldLibrary(readPlaces(note, text), new Map(), new Map(own.map((each) => [each.key, each])));
}

/** The note after a change of papers, and the keys of those of which the library has to say it. */
function changed(text: string, papers: readonly LibraryPaper[], change: PaperChange) {
  const changes = papers.flatMap((paper) => {
    const [acted] = paper.places;
    return acted ? placesToChange(paper, change, acted).map((place) => ({ paper, place, change })) : [];
  });
  const { edits, own } = editPapers(text, changes, {});
  return { text: applyTextEdits(text, edits), own: own.map(({ key }) => key) };
}

const list = (...entries: string[]): string =>
  `# Notes\r\n\r\n## Papers to Read\r\n\r\n${entries.join('\r\n')}`;
const a = '[Apt bounds](https://arxiv.org/abs/2101.00001)';
const b = '[Broad nets](https://arxiv.org/abs/2101.00002)';
const c = '[좁은 망 🧠](https://arxiv.org/abs/2101.00003)';

describe('editPapers', () => {
  it('changes a whole selection at once, each entry in its own line', () => {
    const text = list(`- ${a} (p2)`, `- ${b} (p3)`, `- ${c} (p1)`);
    const papers = library(text);
    const result = changed(
      text,
      [papers[0], papers[2]].flatMap((paper) => paper ?? []),
      {
        field: 'priority',
        value: 3,
      },
    );
    expect(result).toEqual({ text: list(`- ${a} (p3)`, `- ${b} (p3)`, `- ${c} (p3)`), own: [] });
  });

  it('leaves to the library what the note has no way of saying', () => {
    const text = list(`- ${a}`, `- ${b}`);
    const papers = library(text);
    expect(changed(text, papers.slice(0, 1), { field: 'category', value: 'theory' })).toEqual({
      text,
      own: ['arxiv:2101.00001'],
    });
  });

  it('writes tags beside entries that have some, and leaves the others to the library', () => {
    const text = list(`- ${a} #proofs`, `- ${b}`);
    const result = changed(text, library(text), { field: 'tags', add: ['read me', 'proofs'], remove: [] });
    expect(result).toEqual({ text: list(`- ${a} #proofs #read-me`, `- ${b}`), own: ['arxiv:2101.00002'] });
  });

  it('takes tags away from entries, and nothing but them', () => {
    const text = list(`- ${a} #proofs #proofs-of-concept (p2) #later  `, `- ${b} #proofs`);
    expect(
      changed(text, library(text).slice(0, 1), { field: 'tags', add: [], remove: ['Proofs'] }).text,
    ).toBe(list(`- ${a} #proofs-of-concept (p2) #later  `, `- ${b} #proofs`));
    expect(
      changed(text, library(text), { field: 'tags', add: ['new'], remove: ['later', 'proofs'] }).text,
    ).toBe(list(`- ${a} #proofs-of-concept (p2) #new  `, `- ${b} #new`));
  });

  it('takes no tag out of a link', () => {
    const text = list('- [A title #one two](https://arxiv.org/abs/2101.00001) #one');
    expect(changed(text, library(text), { field: 'tags', add: [], remove: ['one'] }).text).toBe(
      list('- [A title #one two](https://arxiv.org/abs/2101.00001)'),
    );
  });
});

describe('placesToChange', () => {
  it('is where the paper has its tags, else the place that was acted upon', () => {
    const text = list(`- ${a}`, `- ${a} #one`);
    const [paper] = library(text);
    const lines = (change: PaperChange): number[] =>
      paper?.places[0] ? placesToChange(paper, change, paper.places[0]).map(({ line }) => line) : [];
    expect(lines({ field: 'tags', add: ['two'], remove: [] })).toEqual([5]);
    expect(lines({ field: 'title', value: 'New' })).toEqual([4]);
  });
});

describe('ownChange', () => {
  const own: OwnPaper = { schema: 1, key: 'arxiv:2101.00001', priority: 2, tags: ['one', 'two'] };
  const paper = library(list(`- ${a}`), [own])[0] as LibraryPaper;

  it('says in the library what no note says', () => {
    expect(ownChange(paper, { field: 'priority', value: 1 }, false)).toEqual({ priority: 1 });
    expect(ownChange(paper, { field: 'status', value: 'read' }, false)).toEqual({ status: 'read' });
    expect(ownChange(paper, { field: 'priority', value: undefined }, false)).toEqual({ priority: undefined });
    expect(ownChange(paper, { field: 'priority', value: 2 }, false), 'as it is').toBeUndefined();
  });

  it('takes out of the library what a note says now', () => {
    expect(ownChange(paper, { field: 'priority', value: 1 }, true)).toEqual({ priority: undefined });
    expect(ownChange(paper, { field: 'status', value: 'read' }, true)).toBeUndefined();
  });

  it('gives and takes tags one by one', () => {
    expect(ownChange(paper, { field: 'tags', add: ['three', 'one'], remove: ['two'] }, false)).toEqual({
      tags: ['one', 'three'],
    });
    expect(ownChange(paper, { field: 'tags', add: ['three'], remove: ['two'] }, true)).toEqual({
      tags: ['one'],
    });
    expect(ownChange(paper, { field: 'tags', add: ['one'], remove: ['none'] }, false)).toBeUndefined();
  });
});

describe('an entry whose paper was confirmed', () => {
  const text = list('- "Deep nets on manifolds", Two et al., 2017', `- ${a}`);
  const url = 'https://arxiv.org/abs/2101.00007';

  it('gets its link in the note, and nothing in the library', () => {
    const papers = library(text).slice(0, 1);
    const change: PaperChange = { field: 'href', value: url };
    const linked = text.replace('Deep nets on manifolds', `[Deep nets on manifolds](${url})`);
    expect(changed(text, papers, change)).toEqual({ text: linked, own: [] });
    expect(papers.map((paper) => ownChange(paper, change, true))).toEqual([undefined]);
  });

  it('keeps what the library says of it, under its link', () => {
    const said: OwnPaper = { schema: 1, key: 'title:deepnetsonmanifolds', category: 'Theory', priority: 2 };
    const [paper] = library(text, [said]);
    const change: PaperChange = { field: 'href', value: url };
    expect(paper && ownChange(paper, change, true)).toEqual({ category: 'Theory', priority: 2 });
    expect(paper && changedPaper(paper, change, true)).toMatchObject({ key: 'arxiv:2101.00007', places: [] });
    expect(paper && changedPaper(paper, change, false)).toBe(paper);
  });

  it('is kept in the library alone where the note is to stay as it is', () => {
    const papers = library(text).slice(0, 1);
    const change: PaperChange = { field: 'sameAs', value: 'arxiv:2101.00007' };
    expect(changed(text, papers, change)).toEqual({ text, own: ['title:deepnetsonmanifolds'] });
    expect(papers.map((paper) => ownChange(paper, change, false))).toEqual([{ sameAs: 'arxiv:2101.00007' }]);
  });

  it('is kept in the library where the note has no place for a link', () => {
    const [paper] = library(text);
    expect(paper && ownChange(paper, { field: 'href', value: url }, false)).toEqual({
      sameAs: 'arxiv:2101.00007',
    });
  });
});
