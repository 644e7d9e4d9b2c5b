import type { Node, Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../src/base/rng';
import { parseMarkdown, rangeOf } from '../../../src/notes/markdown';
import { parsePlainMarkdown } from '../../../src/notes/plainMarkdown';
import { findEntries, readReadingLists } from '../../../src/notes/readingLists';
import { RandomLists } from '../../fixtures/randomLists';

/** What is read of a tree: types, texts, addresses, boxes and offsets. */
function digest(node: Node): unknown {
  const { type, value, url, depth, checked, ordered, children } = node as unknown as Record<string, unknown>;
  const range = type === 'root' ? undefined : rangeOf(node);
  const inner = Array.isArray(children) ? (children as Node[]).map(digest) : undefined;
  return [type, value, url, depth, checked ?? null, ordered, range, inner];
}

function withoutBreaks(root: Root): Root {
  return { ...root, children: root.children.filter((node) => node.type !== 'thematicBreak') };
}

class PlainTexts {
  constructor(private readonly rng: Rng) {}

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.rng.uniform() * from.length)] as T;
  }

  text(): string {
    const eol = this.pick(['\n', '\r\n']);
    return Array.from({ length: 1 + Math.floor(this.rng.uniform() * 7) }, () => this.line()).join(eol);
  }

  private plainLine(): string {
    const start = this.pick(['', '- ', '- ', '- [x] ', '* ', '1. ', '2) ', '## ']);
    const link = this.pick([
      '[A title: here](https://a.org/b-c)',
      'https://arxiv.org/abs/2101.00001',
      '[논문 🧠](http://a.b)',
    ]);
    const words = this.pick([
      'Words, and (more).',
      link,
      link,
      `${link} (p1)`,
      `${link}  `,
      '“Quoted title”, Smith, 2019',
    ]);
    return this.pick(['', start + words, start + words]);
  }

  /** Mostly lines of plain lists, with one of another kind now and then. */
  private line(): string {
    if (this.rng.uniform() < 0.85) return this.plainLine();
    const start = this.pick([
      '',
      '',
      '- ',
      '- ',
      '* ',
      '1. ',
      '2) ',
      '- [x] ',
      '-  [ ] ',
      '## ',
      '#',
      '> ',
      '    ',
      '\t',
    ]);
    const url = this.pick([
      'https://arxiv.org/abs/2101.00001',
      'http://a.b/c_d?e=f',
      'www.x.org/y',
      'https://x.org.',
      'https://x.org/(a)',
    ]);
    const words = this.pick([
      '',
      '',
      '---',
      '===',
      '***',
      'Words and (p2), more',
      '논문 목록',
      `[A title: here](${url})`,
      `[T](${url}) (p1)`,
      url,
      `${url} (p2)`,
      `see ${url}`,
      '2021. A year',
      '"A title", Smith, 2019',
      '*em*',
      'a_b',
      '✅ done',
      'x@y.org',
      '1 < 2',
      '[x] y',
      `[${url}](${url})`,
      '| a | b |',
      '```',
      '<!-- c -->',
      '[a]: b',
      'trailing  ',
      '# x',
      'a\\',
      '&amp;',
      '~~a~~',
      '$x$',
      '- x',
      'Title #',
    ]);
    return start + words;
  }
}

describe('parsePlainMarkdown', () => {
  it('makes the tree that the full parser makes, or none', () => {
    const texts = new PlainTexts(new Rng(5));
    let made = 0;
    for (let round = 0; round < 300; round++) {
      const text = texts.text();
      const plain = parsePlainMarkdown(text, 0);
      if (!plain) continue;
      made += 1;
      expect(digest(plain), JSON.stringify(text)).toEqual(digest(withoutBreaks(parseMarkdown(text).root)));
    }
    expect(made).toBeGreaterThan(100);
  }, 60_000);

  it('reads the lists that most people keep', () => {
    const text = [
      '## Papers to read (urgent)',
      '',
      'Adjust as needed.',
      '',
      '- [x] [On “meshes”, and more: 2nd ed.](https://arxiv.org/abs/2101.00001v2) (p2)',
      '- https://doi.org/10.1007/abc',
      '',
      '### 이론',
      '1. [둘째](https://openreview.net/pdf?id=x-Y) – 읽는 중',
    ].join('\n');
    const plain = parsePlainMarkdown(text, 0);
    expect(plain && digest(plain)).toEqual(digest(parseMarkdown(text).root));
  });
});

describe('reading only what lists stand in', () => {
  it('finds what reading the whole note finds', () => {
    const notes = new RandomLists(new Rng(7));
    let some = 0;
    for (let round = 0; round < 25; round++) {
      const text = notes.note();
      const whole = findEntries(text)?.found.map(({ entry }) => entry) ?? [];
      some += whole.length;
      expect(readReadingLists(text), JSON.stringify(text)).toEqual(whole);
    }
    expect(some).toBeGreaterThan(100);
  }, 60_000);

  it.each([
    ['a list in bold', '**Papers to read**\n\n- https://a.org/x\n\n# Other\n\n- https://a.org/y'],
    [
      'a bullet that names one',
      '# Log\n\n- Papers to read:\n  - https://a.org/x\n\n## References\n- https://a.org/y',
    ],
    [
      'fences and comments',
      '```\n## Papers\n```\n<!--\n## Papers\n- https://a.org/z\n-->\n## Papers\n- https://a.org/x\n',
    ],
    ['a heading in a quote', '> ## Papers\n> - https://a.org/x\n\n- https://a.org/y'],
    ['maths', '$$\n## Papers\n$$\n\n- https://a.org/x\n'],
    [
      'a heading that is underlined',
      'Papers to\nread\n---\n- https://a.org/x\n\nOther\n===\n- https://a.org/y',
    ],
    [
      'references defined elsewhere',
      '# A\n\n[r]: https://a.org/x\n\n## Papers\n- [By reference][r]\n- [r]\n\n## Z\n',
    ],
    [
      'status headings side by side',
      '## To read\n- https://a.org/x\n## Done\n- https://a.org/y\n## Log\n- https://a.org/z',
    ],
    ['a linked heading over a list', '## [Papers](https://a.org)\n- https://a.org/x\n'],
    ['a byte order mark', '\ufeff## Papers\n- https://a.org/x'],
    ['front matter', '---\ntitle: Papers\n---\n\n## Papers\n- https://a.org/x'],
    ['a closing run of marks', '## Papers ##\n- https://a.org/x\n### Theory ###\n- https://a.org/y'],
    ['an empty heading', '## Papers\n- https://a.org/x\n##\n- https://a.org/y'],
  ])('%s', (_, text) => {
    expect(readReadingLists(text)).toEqual(findEntries(text)?.found.map(({ entry }) => entry) ?? []);
  });
});
