/** What a paper is about, in a word or two, and why that is believed. */
export interface Topic {
  readonly name: string;
  readonly reason: string;
}

/** Topics with the words that speak for them. The order breaks ties: the narrower ones first. */
const topics: readonly (readonly [string, readonly string[]])[] = [
  [
    'Information theory',
    ['entropy', 'mutual information', 'information bottleneck', 'rate-distortion', 'kolmogorov'],
  ],
  [
    'Compression',
    ['compression', 'quantization', 'quantisation', 'pruning', 'distillation', 'sparsity', 'low-rank'],
  ],
  [
    'Reinforcement learning',
    ['reinforcement learning', 'policy optimization', 'policy', 'reward', 'rlvr', 'q-learning', 'bandit'],
  ],
  [
    'Language models',
    ['language model', 'llm', 'llms', 'reasoning', 'prompt', 'tokens', 'instruction', 'pretraining'],
  ],
  [
    'Generative models',
    ['diffusion', 'generative', 'gan', 'flow matching', 'score-based', 'autoencoder', 'generation'],
  ],
  ['Vision', ['image', 'images', 'video', 'visual', 'segmentation', 'object', 'camera', '3d', 'pixel']],
  [
    'Robustness',
    [
      'adversarial',
      'robustness',
      'robust',
      'out-of-distribution',
      'test-time adaptation',
      'distribution shift',
      'attack',
    ],
  ],
  [
    'Learning theory',
    [
      'generalization',
      'generalisation',
      'sample complexity',
      'bound',
      'bounds',
      'convergence',
      'realizability',
      'minimax',
    ],
  ],
  [
    'Representation',
    [
      'representation',
      'contrastive',
      'embedding',
      'self-supervised',
      'latent',
      'manifold',
      'intrinsic dimension',
    ],
  ],
  [
    'Optimisation',
    [
      'optimizer',
      'gradient',
      'gradient descent',
      'training dynamics',
      'loss landscape',
      'activation function',
    ],
  ],
  ['Graphs', ['graph', 'graphs', 'graph neural network', 'node']],
  ['Speech and audio', ['speech', 'audio', 'speaker', 'music', 'acoustic']],
  ['Robotics', ['robot', 'robots', 'manipulation', 'control', 'navigation', 'autonomous driving']],
  [
    'Recommendation and search',
    ['recommendation', 'retrieval', 'ranking', 'search engine', 'user preferences'],
  ],
  [
    'Science',
    [
      'physics',
      'quantum',
      'molecular',
      'material',
      'turbulence',
      'climate',
      'protein',
      'equation',
      'thermal',
      'galaxy',
      'alloy',
    ],
  ],
  ['Code', ['source code', 'program synthesis', 'software', 'code generation', 'programming']],
  [
    'Systems',
    ['hardware', 'edge computing', 'memory footprint', 'latency', 'throughput', 'distributed training'],
  ],
];

const patterns = topics.map(([name, words]) => {
  const any = words.map((word) => word.replace(/[-/]/g, '[-\\s]?')).join('|');
  return { name, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu') };
});

/** A word in the title says as much as this many in the abstract. */
const titleWeight = 4;
/** Long abstracts say what they are about early. */
const abstractRead = 2_500;

/** The topic whose words stand in title and abstract most often; without any, "Other". */
export function topicOf(title: string, abstract: string): Topic {
  let best: { name: string; score: number; word: string } | undefined;
  for (const { name, pattern } of patterns) {
    const inTitle = title.match(pattern) ?? [];
    const inAbstract = abstract.slice(0, abstractRead).match(pattern) ?? [];
    // The tenth mention of a word says no more than the fourth.
    const score = titleWeight * inTitle.length + Math.min(inAbstract.length, 4);
    if (score > (best?.score ?? 0)) best = { name, score, word: inTitle[0] ?? inAbstract[0] ?? '' };
  }
  if (!best) return { name: 'Other', reason: 'No word of it is known to speak for a topic.' };
  const where = title.toLowerCase().includes(best.word.toLowerCase()) ? 'title' : 'abstract';
  return { name: best.name, reason: `“${best.word}” in the ${where}.` };
}
