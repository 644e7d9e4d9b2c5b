import fc from 'fast-check';
import { anyText } from '../anyText';

/** Pieces of notes, good and broken: what parsers look for, and what breaks them. */
const pieces = [
  ...[
    '# ',
    '## ',
    '### Part 1',
    '# Part I: A',
    '## 3 Title',
    '3.1 Title',
    'Chapter 2',
    'Contents',
    '1\tA title\t12',
  ],
  ...[
    '- ',
    '    - ',
    '\t- ',
    '1. ',
    '* ',
    '+ ',
    '- [ ] ',
    '- [x] ',
    '> ',
    '>> ',
    '> [!theorem] A',
    '  ',
    '\t',
  ],
  ...[
    '- 2024.12.22',
    '2025-01-12',
    'TO DO:',
    '홍철: ',
    '@Hong Chul',
    '록기 + 홍철: ',
    'Timeline',
    'Decision: ',
  ],
  ...[
    '## Papers to read',
    '- [Title](https://arxiv.org/abs/2101.00001) (p2)',
    'https://arxiv.org/pdf/2101.00002v1',
  ],
  ...[
    'https://www.google.com/url?q=https://arxiv.org/abs/2101.00003&sa=D',
    '“A quoted title”, A. Author, 2021',
    '(p1)',
  ],
  ...[
    '[a](b)',
    '[a](',
    '](',
    '![',
    '[^1]',
    '[a]: <b>',
    '<a@b.c>',
    '<https://a.b>',
    '10.1000/182',
    'arXiv:2101.00001',
  ],
  ...[
    '**',
    '*',
    '__',
    '_',
    '~~',
    '`',
    '``',
    '```',
    '~~~',
    '```experiment digits\n',
    'kind: intrinsic-dimension\n',
  ],
  ...[
    '<!--',
    '-->',
    '<!-- result digits.twonn -->',
    '<!-- /result -->',
    '<div>',
    '</div>',
    '<a b="',
    '<?',
    '<![CDATA[',
  ],
  ...[
    '$',
    '$$',
    '\\[',
    '\\begin{theorem}',
    '\\end{theorem}',
    '\\',
    '\\chapter{A}',
    '{',
    '}',
    '(',
    ')',
    '"',
    "'",
  ],
  ...['|', '|a|b|', '|-|-|', '---', '===', '***', '---\ntags: [a]\n---\n', ':', '::: theorem', ':::'],
  ...[
    'Theorem 1.1. A name',
    'Definition 2 (B).',
    '**Lemma.** ',
    '1.1. A TITLE 12',
    '12',
    'algo-\nrithm',
    '\f',
  ],
  ...[
    'Limitation → Fix',
    '- prev: a',
    '- fix',
    'Terminology Map',
    '- **term**: meaning',
    'Q: why?',
    'A: so.',
  ],
  ...[
    'Daily Papers',
    '• 7 authors',
    '·',
    'Oct 19',
    '@article{a, title={b}}',
    '[@key]',
    '{"paper": {"id": "1"}}',
  ],
  ...[
    '\u0000',
    '\uFEFF',
    '\uD83D',
    '\uDE00',
    '🌱',
    '\u202E',
    'e\u0301',
    '가나다',
    '\u2028',
    '\u00a0',
    'a',
    'words of a line. ',
  ],
];
const lineEnds = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n \n'];

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  { weight: 3, arbitrary: fc.constantFrom(...lineEnds) },
  { weight: 1, arbitrary: anyText(8) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...pieces), fc.integer({ min: 2, max: 40 }))
      .map(([a, n]) => a.repeat(n)),
  },
);

/** Notes as people write them, for pieces to be strewn into: what there is to edit is seldom there by chance. */
const goodNotes = [
  '# Reading\n\n## Papers to read\n\n- [ ] [A paper of note](https://arxiv.org/abs/2101.00001) (p2)\n- [Another](https://arxiv.org/abs/2101.00002) #todo\n\n### Part\n\n1. “A quoted title”, A. Author, 2021\n\n| Title | Priority | Status |\n| --- | --- | --- |\n| [Third](https://arxiv.org/abs/2101.00003) | 1 | read |\n',
  '## Meetings\n\n- 2024.12.22\n    - TO DO:\n        - 홍철: [ ] read the proof\n        - 록기: ~~plot~~\n    - Decision: go on\n- 2025.01.05\n    - TO DO:\n        - [x] send it\n        - 홍철: run it (done)\n',
  '# Lecture 3\n\n- Date: 2024-12-22\n- Lecturer: A. Lee\n\n## Part 1\n\n### Limitation → Fix\n\n- prev: slow\n- fix: fast\n\n### Flow\n\n- a step\n\n### Terminology Map\n\n- **term**: meaning\n\n## Part 2\n\n### Questions\n\n- Q: why?\n- A: so.\n- Q: how?\n',
  'Values: <!-- result digits.twonn -->1<!-- /result --> and [a](https://www.google.com/url?q=https://arxiv.org/abs/2101.00003&sa=D).\n',
];
const strewn = fc
  .tuple(fc.constantFrom(...goodNotes), fc.array(fc.tuple(fc.nat(), piece), { maxLength: 6 }))
  .map(([note, additions]) =>
    additions.reduce((text, [at, added]) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + added + text.slice(offset);
    }, note),
  );

/** Notes made of pieces in any order, or with a few of them strewn in; half of them with one kind of line end throughout, as editors write them. */
export function hostileNote(mostPieces: number): fc.Arbitrary<string> {
  const made = fc.array(piece, { maxLength: mostPieces }).map((parts) => parts.join(''));
  const mixed = fc.oneof(made, strewn);
  const uniform = fc
    .tuple(mixed, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
    .map(([text, end, mark]) => mark + text.replace(/\r\n|\r|\n/g, end));
  return fc.oneof(mixed, uniform);
}
