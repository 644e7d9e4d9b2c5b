import { describe, expect, it } from 'vitest';
import { defaultTaxonomy } from '../../../../src/papers/categorise/defaultTaxonomy';
import { acceptedEdits } from '../../../../src/papers/categorise/acceptedEdits';
import { isTopic } from '../../../../src/papers/categorise/givenCategory';
import { withOwnCategories } from '../../../../src/papers/categorise/ownTaxonomy';
import {
  categoriserFor,
  proposalsFor,
  textOf,
  type ProposalOptions,
} from '../../../../src/papers/categorise/proposals';
import { applyTextEdits } from '../../../../src/base/text';
import { foldLibrary } from '../../../../src/papers/library';
import type { OwnPaper } from '../../../../src/papers/ownPaper';
import type { PaperRecord } from '../../../../src/papers/paper';
import { readPlaces } from '../../../../src/papers/places';

const note = `## Papers to Read

- [Entropy of a source](https://example.org/a)
- [Folding of a protein](https://example.org/b)
- https://arxiv.org/abs/2101.00001

### Kitchen science

- [Whipping cream](https://example.org/c)
- [Baking bread in cream](https://example.org/d)

### Week 3

- [Churning butter from cream](https://example.org/e)
`;

function library(own: readonly OwnPaper[] = [], records: readonly PaperRecord[] = [], text = note) {
  const byKey = <T extends { readonly key: string }>(values: readonly T[]) =>
    new Map(values.map((value) => [value.key, value]));
  return foldLibrary(readPlaces('note.md', text), byKey(records), byKey(own));
}

function propose(papers: ReturnType<typeof library>, options: ProposalOptions = {}) {
  return proposalsFor(papers, categoriserFor(papers, options), options);
}

const categories = (proposals: ReturnType<typeof propose>) =>
  Object.fromEntries(proposals.map(({ paper, suggestion }) => [paper.title, suggestion.category]));

describe('proposals', () => {
  it('are for the papers without a category, from the taxonomy and the user’s own headings', () => {
    expect(categories(propose(library()))).toEqual({
      'Entropy of a source': 'Information theory & compression',
      'Folding of a protein': 'Physics & scientific computing',
      'https://arxiv.org/abs/2101.00001': undefined,
      'Churning butter from cream': 'Kitchen science',
    });
    const [, , , butter] = propose(library());
    expect(butter?.suggestion.reasons).toContainEqual({ kind: 'learnt', text: 'cream' });
  });

  it('take no heading for a category that says how urgent a paper is, in whatever words', () => {
    const text = `${note}\n### Someday\n\n- [Churning](https://example.org/f)\n\n### Must read (this week)\n\n- [Whisking](https://example.org/g)\n`;
    const papers = library([], [], text);
    const names = categoriserFor(papers, {}).taxonomy.map(({ name }) => name);
    expect(names).toContain('Kitchen science');
    expect(names.filter((name) => /someday|must read/i.test(name))).toEqual([]);
    expect(propose(papers).map(({ paper }) => paper.title)).toEqual(
      expect.arrayContaining(['Churning', 'Whisking']),
    );
  });

  it('use what was fetched, and what the note says of the paper', () => {
    const fetchedAt = '2026-01-01T00:00:00Z';
    const record: PaperRecord = {
      schema: 1,
      key: 'arxiv:2101.00001',
      ids: { arxiv: '2101.00001' },
      state: 'found',
      checkedAt: fetchedAt,
      title: { value: 'A remark', source: 'arxiv', fetchedAt },
      abstract: { value: 'We learn a policy by reinforcement learning.', source: 'arxiv', fetchedAt },
      categories: { value: ['cs.RO'], source: 'arxiv', fetchedAt },
    };
    expect(categories(propose(library([], [record])))).toMatchObject({
      'A remark': 'Reinforcement learning & robotics',
    });
    const [paper] = library();
    const noteAt = () => 'mostly on pruning and lottery tickets';
    expect(paper && textOf(paper, noteAt)).toMatchObject({ title: 'Entropy of a source', note: noteAt() });
  });

  it('take what the user put in the library for given, and do not come again when rejected', () => {
    const given: OwnPaper = { schema: 1, key: 'url:example.org/a', category: 'Codes' };
    expect(categories(propose(library([given])))).not.toHaveProperty('Entropy of a source');
    const rejected: OwnPaper = {
      schema: 1,
      key: 'url:example.org/a',
      rejectedCategories: ['information theory and compression'],
    };
    const [first] = propose(library([rejected]));
    expect(first?.suggestion).toMatchObject({
      category: undefined,
      cannotTell: 'rejected',
      confidence: 'none',
    });
  });

  it('are for chosen papers whether they have a category or not', () => {
    const papers = library();
    const only = new Set(['url:example.org/c']);
    const [chosen, ...others] = propose(papers, { only });
    expect(others).toEqual([]);
    expect(chosen).toMatchObject({ given: 'Kitchen science', suggestion: { category: 'Kitchen science' } });
  });

  it('take a tag of a category on an entry for its category', () => {
    const [paper] = library();
    const tagged = paper && { ...paper, tags: ['Sparsity'] };
    expect(tagged && propose([tagged])).toEqual([]);
  });
});

describe('a heading that divides a list', () => {
  it.each(['Theory', '정보 이론', 'Reading the brain', 'Part-of-speech tagging', '3D vision', 'New physics'])(
    '“%s” is a topic',
    (name) => expect(isTopic(name)).toBe(true),
  );
  it.each([
    '2024.12.22',
    'Week 3',
    '3주차',
    'January 2025',
    'P1',
    'High priority',
    'Must read',
    'To read',
    '✅ Done',
    'Misc.',
    '기타',
    '읽은 논문',
    'References',
    '2025-01',
    'Uncategorised',
    '🔥',
    '나중에',
  ])('“%s” is none', (name) => expect(isTopic(name)).toBe(false));
});

describe('the user’s categories beside the taxonomy’s', () => {
  const names = (given: readonly string[]) =>
    withOwnCategories(defaultTaxonomy, given).map(({ name }) => name);

  it('replace the one they name, in their spelling', () => {
    expect(names(['computer-vision'])).toContain('computer-vision');
    expect(names(['computer-vision'])).not.toContain('Computer vision');
    expect(names(['computer-vision'])).toHaveLength(defaultTaxonomy.length);
  });

  it('stand in for the one they are a term of, and keep what is known of it', () => {
    const taxonomy = withOwnCategories(defaultTaxonomy, ['Lottery tickets']);
    const own = taxonomy.find(({ name }) => name === 'Lottery tickets');
    expect(own?.keywords).toContain('pruning');
    expect(taxonomy).toHaveLength(defaultTaxonomy.length);
  });

  it('are categories of their own where they are several parts of one, or nothing that is known', () => {
    const both = names(['Pruning', 'Quantization', 'Coffee']);
    expect(both).toEqual(
      expect.arrayContaining(['Pruning', 'Quantization', 'Coffee', 'Sparsity & lottery tickets']),
    );
    expect(both).toHaveLength(defaultTaxonomy.length + 3);
  });
});

describe('accepted categories', () => {
  it('are written where the entries are now, though the note changed since', () => {
    const papers = library();
    const [entropy] = papers;
    const accepted = entropy ? [{ paper: entropy, category: 'Codes', tags: ['codes', 'entropy'] }] : [];
    const later = `intro\n\n${note}`;
    const { edits, left } = acceptedEdits('note.md', later, accepted, 'tags');
    expect(applyTextEdits(later, edits)).toBe(
      later.replace('(https://example.org/a)', '(https://example.org/a) #codes #entropy'),
    );
    expect(left).toEqual([]);
  });

  it('that the note cannot hold are left for the library', () => {
    const table = '## Papers\n\n| Paper |\n| --- |\n| [Entropy](https://example.org/a) |\n';
    const [paper] = library([], [], table);
    const accepted = paper ? [{ paper, category: 'Codes', tags: ['codes'] }] : [];
    expect(acceptedEdits('note.md', table, accepted, 'headings')).toEqual({ edits: [], left: accepted });
    expect(acceptedEdits('note.md', '# Gone\n', accepted, 'tags').left).toEqual(accepted);
    expect(acceptedEdits('other.md', table, accepted, 'tags')).toEqual({ edits: [], left: [] });
  });
});
