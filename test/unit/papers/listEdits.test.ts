import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/base/text';
import {
  editPlaces,
  rename,
  setCategory,
  setLink,
  setPriority,
  setStatus,
} from '../../../src/papers/listEdits';
import type { ListEdit } from '../../../src/papers/listEdits';
import type { PaperPlace } from '../../../src/papers/paper';
import type { ReadingStatus } from '../../../src/notes/readingListEntry';
import { readPlaces } from '../../../src/papers/places';

const url = (n: number) => `https://arxiv.org/abs/2101.0000${n}`;

/** The note after an edit of the entry on a line, from 0; `own` where it is the library's to keep. */
function edited(text: string, line: number, edit: (text: string, place: PaperPlace) => ListEdit): string {
  const place = readPlaces('note.md', text).find((each) => each.line === line);
  if (!place) throw new Error(`no entry on line ${line} of ${JSON.stringify(text)}`);
  const result = edit(text, place);
  return result.kind === 'own' ? 'own' : applyTextEdits(text, result.edits);
}

const list = (...items: string[]) => ['## Papers to Read', '', ...items].join('\n');
/** One entry in a list with others: what its line becomes. */
function line(items: readonly string[], edit: (text: string, place: PaperPlace) => ListEdit): string {
  const result = edited(list(...items), 2, edit);
  return result === 'own' ? result : (result.split('\n')[2] ?? '');
}

describe('setPriority', () => {
  const to = (value: number | undefined) => (text: string, place: PaperPlace) =>
    setPriority(text, place, value);

  it.each([
    [`- [A title](${url(1)}) (p2)`, `- [A title](${url(1)}) (p1)`],
    [`- [A title](${url(1)}) (P 2), nice`, `- [A title](${url(1)}) (P 1), nice`],
    [`- [p2] [A title](${url(1)})`, `- [p1] [A title](${url(1)})`],
    [`- p2: [A title](${url(1)})`, `- p1: [A title](${url(1)})`],
    [`- low priority – [A title](${url(1)})`, `- high priority – [A title](${url(1)})`],
    [`- **p2** – [A title](${url(1)})`, `- **p1** – [A title](${url(1)})`],
    [`- [A title](${url(1)}) (priority: 2)`, `- [A title](${url(1)}) (priority: 1)`],
    [`- [A title](${url(1)}) [priority:: 2]`, `- [A title](${url(1)}) [priority:: 1]`],
    [`- [A title](${url(1)}) (우선순위 2)`, `- [A title](${url(1)}) (우선순위 1)`],
    [`- [A title](${url(1)}) (Medium priority)`, `- [A title](${url(1)}) (High priority)`],
    [`- [A title (p2)](${url(1)})`, `- [A title (p1)](${url(1)})`],
    [`- ${url(1)}(p2)`, `- ${url(1)}(p1)`],
    [`- [A title](${url(1)}) #p2 #theory`, `- [A title](${url(1)}) #p1 #theory`],
    [`- [A title](${url(1)}) — p2`, `- [A title](${url(1)}) — p1`],
    [`- ⭐⭐ [A title](${url(1)})`, `- ⭐⭐⭐ [A title](${url(1)})`],
    [`- [⏫ A title](${url(1)})`, `- [🔺 A title](${url(1)})`],
    [`- 🟠 [A title](${url(1)})`, `- 🔴 [A title](${url(1)})`],
    [`- 2️⃣ [A title](${url(1)})`, `- 1️⃣ [A title](${url(1)})`],
    [`- [A title](${url(1)}) **(p2)**  `, `- [A title](${url(1)}) **(p1)**  `],
  ])('changes %j in its own style', (before, after) => {
    expect(line([before, `- [Another](${url(2)})`], to(1))).toBe(after);
  });

  it.each([
    [`- [A title](${url(1)}) (p2)`, `- [A title](${url(1)})`],
    [`- [A title](${url(1)}) (p2) – long`, `- [A title](${url(1)}) – long`],
    [`- p2: [A title](${url(1)})`, `- [A title](${url(1)})`],
    [`- [ ] 🔥 [A title](${url(1)})`, `- [ ] [A title](${url(1)})`],
    [`- [A title](${url(1)}) **(p2)**`, `- [A title](${url(1)})`],
  ])('takes it back from %j', (before, after) => {
    expect(line([before], to(undefined))).toBe(after);
  });

  it.each([
    [`- [B](${url(2)}) (p3)`, `- [A title](${url(1)}) (p1)`],
    [`- [p3] [B](${url(2)})`, `- [p1] [A title](${url(1)})`],
    [`- P3: [B](${url(2)})`, `- P1: [A title](${url(1)})`],
    [`- ⭐ [B](${url(2)})`, `- ⭐⭐⭐ [A title](${url(1)})`],
    [`- [B](${url(2)}), to discuss (p3)`, `- [A title](${url(1)}) (p1)`],
  ])('writes it as the list does: %j', (other, after) => {
    expect(line([`- [A title](${url(1)})`, other], to(1))).toBe(after);
  });

  it('writes a bare link’s behind it', () => {
    expect(line([`- ${url(1)}`, `- [B](${url(2)}) (p3)`], to(2))).toBe(`- ${url(1)} (p2)`);
  });

  it('takes the style of the same list before that of another', () => {
    const text = [
      '## References',
      `- [C](${url(3)}) (p3)`,
      `- [D](${url(4)}) (p3)`,
      '## Papers to Read',
      `- [p2] [B](${url(2)})`,
      `- [A](${url(1)})`,
    ].join('\n');
    expect(edited(text, 5, to(1))).toBe(text.replace('- [A]', '- [p1] [A]'));
  });

  it('leaves it to the library where no entry has any, and no more than that', () => {
    expect(line([`- [A title](${url(1)})`, `- [B](${url(2)}) (read)`], to(1))).toBe('own');
  });

  it('gives way to a number where a sign has none for it', () => {
    expect(line([`- 🔥 [A title](${url(1)})`], to(4))).toBe(`- [A title](${url(1)}) (p4)`);
  });

  it('edits the cell of a table, in the style of its column', () => {
    const text = list(
      '| Paper | Priority | Status |',
      '| --- | :-: | --- |',
      `| [A title](${url(1)}) | p2 | to read |`,
      `| [B title](${url(2)}) |    | |`,
      `| [C title](${url(3)})`,
    );
    expect(edited(text, 4, to(1))).toBe(text.replace('p2', 'p1'));
    expect(edited(text, 5, to(1))).toBe(text.replace('|    | |', '| p1 | |'));
    expect(edited(text, 6, to(3))).toBe(`${text} | p3 |`);
    expect(edited(text, 4, to(undefined))).toBe(text.replace('p2', ''));
  });

  it('moves the entry where headings say it', () => {
    const text = list(
      '### High priority',
      '',
      `- [A](${url(1)})`,
      '',
      '### Low priority',
      '',
      `- [B](${url(2)})`,
      '',
    );
    expect(edited(text, 4, to(3))).toBe(
      list('### High priority', '', '', '### Low priority', '', `- [B](${url(2)})`, `- [A](${url(1)})`, ''),
    );
  });
});

describe('setStatus', () => {
  const to =
    (value: 'to read' | 'reading' | 'read' | 'skipped' | undefined) => (text: string, place: PaperPlace) =>
      setStatus(text, place, value);

  it.each([
    [`- [ ] [A](${url(1)})`, 'read', `- [x] [A](${url(1)})`],
    [`* [X] [A](${url(1)})`, 'to read', `* [ ] [A](${url(1)})`],
    [`- [ ] [A](${url(1)})`, 'reading', `- [ ] [A](${url(1)}) (reading)`],
    [`- [x] [A](${url(1)})`, 'skipped', `- [ ] [A](${url(1)}) (skipped)`],
    [`- [ ] [A](${url(1)}) (reading)`, 'read', `- [x] [A](${url(1)})`],
    [`- [/] [A](${url(1)})`, 'read', `- [x] [A](${url(1)})`],
    [`- [/] [A](${url(1)})`, 'skipped', `- [-] [A](${url(1)})`],
    [`- [x] [A](${url(1)})`, undefined, `- [A](${url(1)})`],
    ['- [ ] "A title of note", Smith, 2019', 'read', '- [x] "A title of note", Smith, 2019'],
    [`- [ ] A title of note: ${url(1)}`, 'read', `- [x] A title of note: ${url(1)}`],
    [`- [A](${url(1)}) (Reading)`, 'read', `- [A](${url(1)}) (Read)`],
    [`- [A](${url(1)}) [DONE]`, 'reading', `- [A](${url(1)}) [READING]`],
    [`- [A](${url(1)}) (읽는 중)`, 'read', `- [A](${url(1)}) (읽음)`],
    [`- [A](${url(1)}) status: reading`, 'read', `- [A](${url(1)}) status: read`],
    [`- [A](${url(1)}) — reading`, 'skipped', `- [A](${url(1)}) — skipped`],
    [`- 📖 [A](${url(1)})`, 'read', `- ✅ [A](${url(1)})`],
    [`- [✅ A](${url(1)})`, 'reading', `- [📖 A](${url(1)})`],
    [`- [A](${url(1)}) #to-read`, 'reading', `- [A](${url(1)}) #reading`],
    [`- 📖 [A](${url(1)})`, undefined, `- [A](${url(1)})`],
  ] as const)('changes %j to %s', (before, status, after) => {
    expect(line([before], to(status))).toBe(after);
  });

  it('uses the boxes of other editors where the note does', () => {
    expect(line([`- [ ] [A](${url(1)})`, `- [/] [B](${url(2)})`], to('skipped'))).toBe(
      `- [-] [A](${url(1)})`,
    );
  });

  it.each([
    [`- [x] [B](${url(2)})`, 'read', `- [x] [A](${url(1)})`],
    [`- [X] [B](${url(2)})`, 'read', `- [X] [A](${url(1)})`],
    [`- [ ] [B](${url(2)})`, 'reading', `- [ ] [A](${url(1)}) (reading)`],
    [`- [B](${url(2)}) (done)`, 'read', `- [A](${url(1)}) (read)`],
    [`- ✅ [B](${url(2)})`, 'reading', `- 📖 [A](${url(1)})`],
    [`- [B](${url(2)})`, 'reading', 'own'],
  ] as const)('writes it as the list does: %j', (other, status, after) => {
    expect(line([`- [A](${url(1)})`, other], to(status))).toBe(after);
  });

  it('moves the entry with all that stands under it where headings say it', () => {
    const text = [
      '# Reading list',
      '## To read',
      `- [A](${url(1)})`,
      '  - a thought',
      '    ```',
      '    code',
      '    ```',
      `- [B](${url(2)})`,
      '## Reading',
      '## Done',
      `- [C](${url(3)})`,
    ];
    const moved = [...text.slice(0, 2), ...text.slice(7), ...text.slice(2, 7)].join('\r\n');
    expect(edited(text.join('\r\n'), 2, to('read'))).toBe(moved);
    expect(edited(text.join('\n'), 2, to('reading'))).toBe(
      [...text.slice(0, 2), ...text.slice(7, 9), '', ...text.slice(2, 7), '', ...text.slice(9)].join('\n'),
    );
  });

  it('edits a column of ticks', () => {
    const text = list(
      '| Paper | Read? |',
      '|---|---|',
      `| [A title](${url(1)}) | yes |`,
      `| [B title](${url(2)}) | ✅ |`,
    );
    expect(edited(text, 4, to('to read'))).toBe(text.replace('yes', 'no'));
    expect(edited(text, 5, to('reading'))).toBe(text.replace('✅', '📖'));
  });
});

describe('setCategory', () => {
  const to = (value: string | undefined) => (text: string, place: PaperPlace) =>
    setCategory(text, place, value);

  it('moves the line under the heading of the category', () => {
    const text = list(
      '### Theory',
      `- [A](${url(1)}) (p2)`,
      `- [B](${url(2)})`,
      '',
      '### Practice',
      '',
      `- [C](${url(3)})`,
      '',
      '## Log',
      'x',
    );
    expect(edited(text, 3, to('practice'))).toBe(
      list(
        '### Theory',
        `- [B](${url(2)})`,
        '',
        '### Practice',
        '',
        `- [C](${url(3)})`,
        `- [A](${url(1)}) (p2)`,
        '',
        '## Log',
        'x',
      ),
    );
  });

  it('makes a heading like the others where there is none', () => {
    const text = list('### Theory', '', `- [A](${url(1)})`, `- [B](${url(2)})`, '', '## Log', 'x');
    expect(edited(text, 4, to('Practice'))).toBe(
      list(
        '### Theory',
        '',
        `- [B](${url(2)})`,
        '',
        '### Practice',
        '',
        `- [A](${url(1)})`,
        '',
        '## Log',
        'x',
      ),
    );
  });

  it('moves between bullets, with the indent of the place', () => {
    const text = list(
      '- Theory:',
      `    - [A](${url(1)})`,
      `        - [x.pdf](x.pdf)`,
      '- Practice:',
      `    - [B](${url(2)})`,
    );
    expect(edited(text, 3, to('Practice'))).toBe(
      list(
        '- Theory:',
        '- Practice:',
        `    - [B](${url(2)})`,
        `    - [A](${url(1)})`,
        `        - [x.pdf](x.pdf)`,
      ),
    );
    expect(edited(text, 3, to('Other things'))).toBe(
      list(
        '- Theory:',
        '- Practice:',
        `    - [B](${url(2)})`,
        '- Other things:',
        `    - [A](${url(1)})`,
        `        - [x.pdf](x.pdf)`,
      ),
    );
  });

  it('edits the cell of a table, and escapes what would end it', () => {
    const text = list('| Paper | Topic |', '|---|---|', `| [A title](${url(1)}) | Theory |`);
    expect(edited(text, 4, to('Practice'))).toBe(text.replace('Theory', 'Practice'));
  });

  it('moves a section of paper notes under the heading of its topic', () => {
    const text = [
      '## Theory',
      '',
      `### [A](${url(1)})`,
      'Words on A.',
      '',
      '- more',
      '',
      `### [B](${url(2)})`,
      'Words on B.',
      '',
      '## Practice',
      '',
      `### [C](${url(3)})`,
      '',
      'Words on C.',
      '',
    ];
    expect(edited(text.join('\n'), 2, to('Practice'))).toBe(
      [...text.slice(0, 2), ...text.slice(7), ...text.slice(2, 6), ''].join('\n'),
    );
  });

  it('leaves a list that nothing divides as it is', () => {
    expect(line([`- [A](${url(1)})`, `- [B](${url(2)})`], to('Theory'))).toBe('own');
  });
});

describe('the status line of a paper note', () => {
  const note = (...below: readonly string[]) =>
    [`## [A](${url(1)})`, ...below, '', `## [B](${url(2)})`, 'Words on B.', ''].join('\r\n');
  const to = (value: ReadingStatus | undefined) => (text: string, place: PaperPlace) =>
    setStatus(text, place, value);

  it.each([
    ['Status: read', 'Status: reading'],
    ['- **Status:** to read', '- **Status:** reading'],
    ['상태: 읽음', '상태: 읽는 중'],
    ['**진행 상태**: `안 읽음`', '**진행 상태**: `읽는 중`'],
    ['state: DONE', 'state: READING'],
    ['Status: ✅', 'Status: 📖'],
  ])('%j is read, and becomes %j', (before, after) => {
    const text = note('', 'Words on A.', before, 'More.');
    expect(edited(text, 0, to('reading'))).toBe(note('', 'Words on A.', after, 'More.'));
    expect(edited(text, 0, to(undefined))).toBe(note('', 'Words on A.', 'More.'));
  });

  it.each([
    [['Status: accepted, not read by me']],
    [['### Method', 'Status: read']],
    [['```', 'Status: read', '```']],
    [['The status: read']],
  ])('%j is none, and stays as it is', (below) => {
    const text = note(...below);
    expect(readPlaces('note.md', text)[0]?.status).toBeUndefined();
    expect(edited(text, 0, to('read'))).toBe('own');
  });

  it('gives way to what the heading says', () => {
    const text = note('Status: read').replace('\r\n', ' (reading)\r\n');
    expect(edited(text, 0, to('skipped'))).toBe(text.replace('(reading)', '(skipped)'));
  });
});

describe('rename', () => {
  const to = (title: string) => (text: string, place: PaperPlace) => rename(text, place, title);

  it.each([
    [`- [A title](${url(1)}) (p2)`, `- [New *name* \\[x\\]](${url(1)}) (p2)`],
    [
      `- [x] **[A title](${url(1)})** – A title to remember`,
      `- [x] **[New *name* \\[x\\]](${url(1)})** – A title to remember`,
    ],
    [`- [A title (p2)](${url(1)})`, `- [New *name* \\[x\\] (p2)](${url(1)})`],
    [`1. "A title of note", Smith and Jones, 2019`, `1. "New *name* \\[x\\]", Smith and Jones, 2019`],
    [`- ${url(1)}`, 'own'],
  ])('of %j', (before, after) => {
    expect(line([before], to('New *name* [x]')).replace('\\*name*', '*name*')).toBe(after);
  });

  it('of a cell and of a heading', () => {
    const table = list('| Title | Link |', '|---|---|', `| A title | ${url(1)} |`);
    expect(edited(table, 4, to('New name'))).toBe(table.replace('A title', 'New name'));
    const heading = list(`### [A title](${url(1)}) (p1) ###`, 'words');
    expect(edited(heading, 2, to('New name'))).toBe(heading.replace('A title', 'New name'));
  });
});

describe('editPlaces', () => {
  it('changes several entries at once, moved and marked', () => {
    const text = list(
      '### Theory',
      `- [A](${url(1)}) (p2)`,
      `- [B](${url(2)})`,
      '',
      '### Practice',
      `- [C](${url(3)})`,
      '',
    );
    const places = readPlaces('note.md', text);
    const { edits, own } = editPlaces(text, [
      ...places.map((place) => ({ place, change: { field: 'category' as const, value: 'Practice' } })),
      ...places.map((place) => ({ place, change: { field: 'priority' as const, value: 1 } })),
      ...places
        .slice(0, 1)
        .map((place) => ({ place, change: { field: 'status' as const, value: 'read' as const } })),
    ]);
    expect(applyTextEdits(text, edits)).toBe(
      list(
        '### Theory',
        '',
        '### Practice',
        `- [C](${url(3)}) (p1)`,
        `- [A](${url(1)}) (p1)`,
        `- [B](${url(2)}) (p1)`,
        '',
      ),
    );
    expect(own.map(({ change }) => change.field)).toEqual(['status']);
  });

  it('says so where the note has the paper no longer', () => {
    const [place] = readPlaces('note.md', list(`- [A](${url(1)})`));
    expect(() => place && setPriority('## Papers to Read\n', place, 1)).toThrow(
      expect.objectContaining({ code: 'note.changed' }),
    );
  });

  it('finds an entry that has moved since', () => {
    const text = list(`- [A](${url(1)}) (p1)`);
    const [place] = readPlaces('note.md', text);
    const later = `# New\n\n${text}`;
    const result = place && setPriority(later, place, 2);
    expect(result?.kind === 'note' && applyTextEdits(later, result.edits)).toBe(later.replace('p1', 'p2'));
  });
});

describe('setLink', () => {
  const to = (text: string, place: PaperPlace) => setLink(text, place, url(1));
  const linked = `[Deep nets on manifolds](${url(1)})`;

  it.each([
    ['- "Deep nets on manifolds", Two et al., 2017', `- "${linked}", Two et al., 2017`],
    [
      '- Two et al. “Deep nets on manifolds,” NeurIPS 2017 (p1)',
      `- Two et al. “${linked},” NeurIPS 2017 (p1)`,
    ],
    ['- [x] *Deep nets on manifolds*, Two, 2017 #nets', `- [x] *${linked}*, Two, 2017 #nets`],
    ['- **Deep nets on manifolds** (Two et al., 2017)', `- **${linked}** (Two et al., 2017)`],
    ['- Two et al. 2017 – Deep nets on manifolds', `- Two et al. 2017 – ${linked}`],
    [
      '- Two, B., & Three, C. (2017). Deep nets on manifolds. JMLR.',
      `- Two, B., & Three, C. (2017). ${linked}. JMLR.`,
    ],
    ['- 「Deep nets on manifolds」 Two 외, 2017 ⭐', `- 「${linked}」 Two 외, 2017 ⭐`],
    ['- "Deep nets on manifolds" (2017)', `- "${linked}" (2017)`],
  ])('makes the title of %j a link, and leaves the rest', (before, after) => {
    expect(line([before, `- [Another](${url(2)})`], to)).toBe(after);
  });

  it('finds a title that is broken over two lines', () => {
    const item = (title: string) => `1. B. Two, C. Three. ${title}. In NeurIPS, 2017.`;
    const text = list(item('Deep nets\n   on manifolds'));
    expect(edited(text, 2, to)).toBe(list(item(`[Deep nets\n   on manifolds](${url(1)})`)));
  });

  it.each(['On $x_1$ and `p1`', 'The *deep* nets of $W_2$', String.raw`Is it \[not\] so?`])(
    'takes in the emphasis, code, maths and escapes of %j',
    (title) => {
      expect(line([`- "${title}", Two, 2017`], to)).toBe(`- "[${title}](${url(1)})", Two, 2017`);
    },
  );

  it('escapes what would end the link early', () => {
    expect(line(['- "Deep nets] on manifolds", Two, 2017'], to)).toBe(
      String.raw`- "[Deep nets\] on manifolds](${url(1)})", Two, 2017`,
    );
  });

  it('writes into the cell of the title, and keeps bars and widths', () => {
    const table = (title: string) =>
      list('| Title | Authors | Year |', '| --- | --- | --- |', `| ${title} | Two | 2017 |`);
    expect(edited(table('Deep nets on manifolds'), 4, to)).toBe(table(linked));
  });

  it('keeps CRLF and every other byte', () => {
    const text = list('- "Deep nets on manifolds", Two, 2017', '', '\tEnd').replaceAll('\n', '\r\n');
    expect(edited(text, 2, to)).toBe(text.replace('Deep nets on manifolds', linked));
  });

  it('leaves an entry that has a link alone', () => {
    expect(line([`- [Deep nets on manifolds](${url(2)})`], to)).toBe('own');
  });
});
