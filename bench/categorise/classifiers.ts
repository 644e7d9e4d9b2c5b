import { Categoriser, defaultModel } from '../../src/papers/categorise/categoriser';
import type { ModelSettings } from '../../src/papers/categorise/trainedModel';
import { defaultTaxonomy } from '../../src/papers/categorise/defaultTaxonomy';
import { evidenceOf, type Evidence, type PaperText } from '../../src/papers/categorise/evidence';
import { softmax, type SparseVector } from '../../src/papers/categorise/logistic';
import { TermIndex } from '../../src/papers/categorise/termIndex';
import { arxivKey, Vectoriser } from '../../src/papers/categorise/vectors';
import type { LabelledPaper } from './labelled';

export interface Guess {
  readonly label: string;
  readonly probability: number;
}

/** Learns from papers, then says what others are about. */
export type Classifier = (train: readonly LabelledPaper[]) => (paper: PaperText) => Guess;

/** What Marginalia does where the list is partly sorted already. */
export function taught(model: ModelSettings = defaultModel): Classifier {
  return (train) => {
    const examples = train.map(({ paper, label }) => ({ paper, category: label }));
    return guessWith(new Categoriser(defaultTaxonomy, examples, model));
  };
}

/** What Marginalia does on the first day: the taxonomy's words alone. */
export function untaught(model: ModelSettings = defaultModel): Classifier {
  return () => guessWith(new Categoriser(defaultTaxonomy, [], model));
}

function guessWith(categoriser: Categoriser): (paper: PaperText) => Guess {
  return (paper) => {
    const { category, probability, alternatives } = categoriser.categorise(paper);
    // Where it says that it cannot tell, its likeliest category counts: the baselines must guess, too.
    return { label: category ?? alternatives[0]?.category ?? '', probability };
  };
}

export const majorityClass: Classifier = (train) => {
  const [label, count] = [...countBy(train.map((paper) => paper.label))].sort((a, b) => b[1] - a[1])[0] ?? [
    '',
    0,
  ];
  return () => ({ label, probability: count / Math.max(1, train.length) });
};

const noTerms = new TermIndex([]);

/** The class whose mean of TF-IDF vectors has the smallest angle to the paper's. Of the text alone: arXiv's category makes it worse. */
export const nearestCentroid: Classifier = (train) => {
  const textOf = ({ title, abstract }: PaperText): Evidence => evidenceOf({ title, abstract }, noTerms);
  const documents = train.map(({ paper }) => textOf(paper));
  const vectoriser = new Vectoriser(documents);
  const centroids = new Map<string, Map<number, number>>();
  for (const [at, { label }] of train.entries()) {
    const centroid = centroids.get(label) ?? new Map<number, number>();
    centroids.set(label, centroid);
    for (const [feature, value] of entriesOf(vectoriser.vector(documents[at] as Evidence))) {
      centroid.set(feature, (centroid.get(feature) ?? 0) + value);
    }
  }
  const norms = new Map([...centroids].map(([label, sums]) => [label, Math.hypot(...sums.values())]));
  return (paper) => {
    const x = entriesOf(vectoriser.vector(textOf(paper)));
    return best([...centroids].map(([label, sums]) => [label, inner(x, sums) / (norms.get(label) ?? 1)]));
  };
};

/** Multinomial naive Bayes over the same words, with the taxonomy's as if they were papers: the other candidate. */
export function naiveBayes(smoothing: number, seedWeight: number, temperature: number): Classifier {
  return (train) => {
    const counts = new Map<string, Map<string, number>>();
    const add = (label: string, evidence: Evidence, weight: number): void => {
      const own = counts.get(label) ?? new Map<string, number>();
      counts.set(label, own);
      for (const [key, value] of bag(evidence)) own.set(key, (own.get(key) ?? 0) + weight * value);
    };
    for (const { name, keywords, arxiv } of defaultTaxonomy) {
      add(name, evidenceOf({ title: [name, ...keywords].join('. '), arxiv }, noTerms), seedWeight);
    }
    for (const { paper, label } of train) add(label, evidenceOf(paper, noTerms), 1);
    const vocabulary = new Set([...counts.values()].flatMap((own) => [...own.keys()]));
    const sums = new Map([...counts].map(([label, own]) => [label, sum(own.values())]));
    return (paper) => {
      const words = [...bag(evidenceOf(paper, noTerms))].filter(([key]) => vocabulary.has(key));
      const scores = [...counts].map(([label, own]): [string, number] => {
        const total = (sums.get(label) ?? 0) + smoothing * vocabulary.size;
        return [label, sum(words.map(([key, n]) => n * Math.log(((own.get(key) ?? 0) + smoothing) / total)))];
      });
      const probabilities = softmax(
        scores.map(([, score]) => score),
        temperature,
      );
      return best(scores.map(([label], at) => [label, probabilities[at] ?? 0]));
    };
  };
}

function bag({ words, arxiv }: Evidence): ReadonlyMap<string, number> {
  return new Map([
    ...[...words].map(([key, { weight }]): [string, number] => [key, weight]),
    ...arxiv.map((id): [string, number] => [arxivKey(id), 1]),
  ]);
}

function best(scores: readonly (readonly [string, number])[]): Guess {
  const [label, probability] = [...scores].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return { label, probability };
}

function entriesOf({ at, values }: SparseVector): readonly (readonly [number, number])[] {
  return at.map((feature, index) => [feature, values[index] ?? 0]);
}

function inner(x: readonly (readonly [number, number])[], y: ReadonlyMap<number, number>): number {
  return sum(x.map(([feature, value]) => value * (y.get(feature) ?? 0)));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function countBy(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
