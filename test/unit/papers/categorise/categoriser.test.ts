import { describe, expect, it } from 'vitest';
import { Categoriser } from '../../../../src/papers/categorise/categoriser';
import { defaultTaxonomy } from '../../../../src/papers/categorise/defaultTaxonomy';
import { describeSuggestion } from '../../../../src/papers/categorise/suggestion';
import { namedCategory, taxonomySchema, withUserTaxonomy } from '../../../../src/papers/categorise/taxonomy';
import { topicOf } from '../../../../src/papers/categorise/topicOf';

const categoriser = new Categoriser(defaultTaxonomy);

describe('a suggestion', () => {
  it('names what it rests on: the words, where they stand, and arXiv’s category', () => {
    const suggestion = categoriser.categorise({
      title: 'Rate distortion for learned codes',
      abstract: 'We bound the mutual information of a code and its source.',
      arxiv: ['cs.IT', 'math.IT'],
    });
    expect(suggestion.category).toBe('Information theory & compression');
    expect(suggestion.confidence).toBe('high');
    expect(suggestion.reasons).toContainEqual({ kind: 'term', text: 'Rate distortion', field: 'title' });
    expect(suggestion.reasons).toContainEqual({
      kind: 'term',
      text: 'mutual information',
      field: 'abstract',
    });
    expect(suggestion.reasons).toContainEqual({ kind: 'arxiv', id: 'cs.IT' });
    expect(describeSuggestion(suggestion)).toMatch(
      /^because .*“Rate distortion” in the title.*“mutual information” in the abstract/,
    );
    expect(suggestion.tags.map(({ tag }) => tag)).toContain('information-theory');
    expect(suggestion.tags.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('is the same each time, and for a categoriser made anew', () => {
    const paper = {
      title: 'Sparse graphs and the training of equivariant diffusion policies',
      abstract: 'Bandits.',
    };
    const again = new Categoriser(defaultTaxonomy);
    expect(categoriser.categorise(paper)).toEqual(categoriser.categorise(paper));
    expect(again.categorise(paper)).toEqual(categoriser.categorise(paper));
  });

  it('rests on the note where title and abstract say nothing', () => {
    const suggestion = categoriser.categorise({
      title: 'A short remark',
      note: 'Main point: the loss landscape has a saddle point, and SGD leaves it.',
    });
    expect(suggestion.category).toBe('Optimisation & training dynamics');
    expect(suggestion.reasons[0]).toMatchObject({ kind: 'term', field: 'note' });
  });

  it('takes British and American spelling, plurals and hyphens as one', () => {
    const [british, american] = ['Optimisation of lottery-tickets', 'optimization of Lottery Ticket'].map(
      (title) => categoriser.categorise({ title }),
    );
    expect(british?.category).toBe(american?.category);
    expect(british?.probability).toBe(american?.probability);
  });

  it('reads a longer term as a whole: "Bayesian optimization" is not about optimisation', () => {
    const { category, alternatives } = categoriser.categorise({
      title: 'Bayesian optimization with few trials',
    });
    expect(category).toBe('Bayesian methods & uncertainty');
    expect(alternatives.filter(({ probability }) => probability > 0.2)).toEqual([]);
  });

  it('reads acronyms in capitals only where they are also words', () => {
    const matches = (title: string) => categoriser.index.find(title).map(({ text }) => text);
    expect(matches('Explaining with LIME')).toContain('LIME');
    expect(matches('A lime tree')).toEqual([]);
    expect(matches('Sampling with GANs')).toContain('GANs');
  });
});

describe('a Korean title', () => {
  it.each([
    ['상호정보량을 이용한 표현 압축의 한계', 'Information theory & compression'],
    ['확산 모델로 만드는 그림', 'Generative models'],
    ['복권 가설과 가지치기에 대하여', 'Sparsity & lottery tickets'],
    ['저차원 다양체에서의 내재 차원 추정', 'Manifolds & intrinsic dimension'],
    ['강화학습의 정책 최적화', 'Reinforcement learning & robotics'],
    ['해마의 장소 세포와 기억', 'Neuroscience & cognition'],
    ['GAN을 다시 보다', 'Generative models'],
  ])('%s → %s', (title, category) => {
    expect(categoriser.categorise({ title }).category).toBe(category);
  });

  it('is read decomposed, as file names of macOS are, and quoted as written', () => {
    const title = '강화학습의 보상'.normalize('NFD');
    const { category, reasons } = categoriser.categorise({ title });
    expect(category).toBe('Reinforcement learning & robotics');
    expect(title).toContain(reasons[0]?.kind === 'term' ? reasons[0].text : 'nothing');
  });
});

describe('where it cannot be told', () => {
  it.each([
    ['only a link', {}, 'no-text'],
    ['an empty title', { title: '  ', abstract: '', arxiv: [] }, 'no-text'],
    ['a title of numbers and signs', { title: '12 – 34 (!)' }, 'no-text'],
    ['words of no topic', { title: 'Zwei Briefe an Wilhelmine' }, 'no-evidence'],
    ['words in another language that no category knows', { title: '여름 휴가 계획' }, 'no-evidence'],
    ['an arXiv category of every topic', { arxiv: ['cs.LG'] }, 'no-evidence'],
  ])('%s', (_, paper, why) => {
    const suggestion = categoriser.categorise(paper);
    expect(suggestion).toMatchObject({
      category: undefined,
      cannotTell: why,
      confidence: 'none',
      reasons: [],
    });
    expect(describeSuggestion(suggestion)).toMatch(/^cannot tell: /);
  });

  it('a lone weak word gets no high confidence', () => {
    expect(categoriser.categorise({ title: 'On attention' }).confidence).not.toBe('high');
  });

  it('an empty taxonomy is no error', () => {
    expect(new Categoriser([]).categorise({ title: 'Information theory' }).category).toBeUndefined();
  });
});

describe('learning', () => {
  const taxonomy = [namedCategory('Coffee'), namedCategory('Tea')];
  const examples = [
    { paper: { title: 'Roasting beans at altitude' }, category: 'Coffee' },
    { paper: { title: 'Grinding beans evenly' }, category: 'Coffee' },
    { paper: { title: 'Steeping leaves in cold water' }, category: 'Tea' },
    { paper: { title: 'Withering and rolling leaves' }, category: 'tea' },
  ];

  it('from papers the user sorted, whatever the categories are, and says from which', () => {
    const learnt = new Categoriser(taxonomy, examples);
    const { category, reasons } = learnt.categorise({ title: 'Which beans keep best' });
    expect(category).toBe('Coffee');
    expect(reasons).toContainEqual({ kind: 'learnt', text: 'beans' });
    expect(learnt.categorise({ title: 'Drying leaves in the sun' }).category).toBe('Tea');
    expect(new Categoriser(taxonomy).categorise({ title: 'Which beans keep best' }).cannotTell).toBe(
      'no-evidence',
    );
  });

  it('names the paper it is most like', () => {
    const { reasons } = new Categoriser(taxonomy, examples).categorise({ title: 'Grinding beans finely' });
    expect(reasons.at(-1)).toEqual({ kind: 'like', title: 'Grinding beans evenly' });
  });

  it('lets the user’s use of a word outweigh the taxonomy’s', () => {
    const title = 'Attention in the cortex of rodents';
    const before = categoriser.categorise({ title });
    const own = [
      'Attention and gaze',
      'Attention and arousal',
      'Attention in rodents',
      'Selective attention',
    ].map((one) => ({ paper: { title: one }, category: 'Speech & audio' }));
    const after = new Categoriser(defaultTaxonomy, own).categorise({ title: 'Attention in rodents at rest' });
    expect(before.category).not.toBe('Speech & audio');
    expect(after.category).toBe('Speech & audio');
  });

  it('leaves out an example of a category that is not there', () => {
    const [example] = examples;
    expect(example && new Categoriser(taxonomy, [{ ...example, category: 'Cocoa' }]).examples).toEqual([]);
  });
});

describe('the taxonomy’s setting', () => {
  const read = (setting: unknown) => withUserTaxonomy(defaultTaxonomy, taxonomySchema.parse(setting));

  it('adds categories, of keywords alone or in full', () => {
    const taxonomy = read({
      Topology: ['sheaf', 'cohomology'],
      Coffee: {
        keywords: 'espresso, crema',
        arxiv: ['physics.pop-ph'],
        description: 'Hot drinks',
        tag: 'brew',
      },
    });
    expect(taxonomy.length).toBe(defaultTaxonomy.length + 2);
    const own = new Categoriser(taxonomy);
    expect(own.categorise({ title: 'A sheaf of cohomology groups' }).category).toBe('Topology');
    expect(own.categorise({ title: 'The art of crema', arxiv: ['physics.pop-ph'] })).toMatchObject({
      category: 'Coffee',
      tags: [{ tag: 'brew' }, { tag: 'crema' }],
    });
  });

  it('replaces, removes, and leaves out all defaults', () => {
    expect(read({ 'computer VISION': ['pixels'] }).filter(({ name }) => /vision/i.test(name))).toEqual([
      expect.objectContaining({ name: 'computer VISION', keywords: ['pixels'] }),
    ]);
    expect(read({ 'Computer vision': false }).length).toBe(defaultTaxonomy.length - 1);
    expect(read({ '*': false, Mine: [] }).map(({ name }) => name)).toEqual(['Mine']);
  });

  it('is refused where it has another shape', () => {
    expect(taxonomySchema.safeParse({ Mine: 3 }).success).toBe(false);
    expect(taxonomySchema.safeParse(['Mine']).success).toBe(false);
  });
});

describe('topicOf', () => {
  it('says the topic by title, better with an abstract', () => {
    expect(topicOf('Deep reinforcement learning for locomotion')).toBe('Reinforcement learning & robotics');
    expect(topicOf('A remark', 'On random matrices and their concentration inequalities.')).toBe(
      'Probability & random processes',
    );
    expect(topicOf('')).toBeUndefined();
  });
});

describe('long and hostile text', () => {
  it.each([
    ['one Korean word without an end', '정보'.repeat(500_000)],
    ['a term again and again', 'graph neural '.repeat(200_000)],
    ['no word at all', '-'.repeat(2_000_000)],
    ['combining marks', 'e\u0301'.repeat(1_000_000)],
  ])('%s takes no long time', (_, abstract) => {
    categoriser.categorise({ title: 'x', abstract, note: abstract });
  });
});
