import { evidenceOf, type Evidence, type PaperText } from './evidence';
import { explain } from './explain';
import { scores, softmax, trainLogistic, type TrainingPoint } from './logistic';
import { confidenceOf, type CannotTell, type Suggestion } from './suggestion';
import { suggestTags } from './suggestTags';
import type { Category, Taxonomy } from './taxonomy';
import { nameKey } from './taxonomy';
import { TermIndex } from './termIndex';
import type { KnownExample, ModelSettings, TrainedModel } from './trainedModel';
import { arxivKey, Vectoriser } from './vectors';

/** A paper whose category is known: because its user said so, or a heading it stands under. */
export interface Example {
  readonly paper: PaperText;
  /** Its category's name; one that the taxonomy lacks is left out. */
  readonly category: string;
}

export const defaultModel: ModelSettings = {
  keywordScale: 1.5,
  arxivScale: 1.1,
  ridge: 0.01,
  seedWeight: 3,
  temperature: 0.75,
  least: 0.12,
};

const iterations = 60;
/** Below this, what is left after a rejection is not worth asking about again. */
const leastAfterRejection = 0.2;
/** More papers of a category teach little more and cost time. */
const mostExamples = 200;

/** What a paper is about, from a taxonomy and papers already sorted. Deterministic; asks nobody. */
export class Categoriser implements TrainedModel {
  readonly taxonomy: Taxonomy;
  readonly index: TermIndex;
  readonly vectoriser: Vectoriser;
  readonly weights: Float64Array;
  readonly examples: readonly KnownExample[];
  private readonly claims: ReadonlyMap<string, number>;

  constructor(
    taxonomy: Taxonomy,
    examples: readonly Example[] = [],
    readonly model: ModelSettings = defaultModel,
  ) {
    this.taxonomy = taxonomy;
    this.index = new TermIndex(taxonomy);
    this.claims = claimsOf(taxonomy);
    const positions = new Map(taxonomy.map(({ name }, at) => [nameKey(name), at]));
    const taken = new Map<number, number>();
    const known = [...fromTaxonomy(taxonomy), ...examples].flatMap(({ paper, category }) => {
      const label = positions.get(nameKey(category));
      const count = taken.get(label ?? -1) ?? 0;
      if (label === undefined || count >= mostExamples) return [];
      taken.set(label, count + 1);
      return [{ paper, label, evidence: evidenceOf(paper, this.index) }];
    });
    const seeds = taxonomy.map((category) => evidenceOf({ title: seedText(category) }, this.index));
    this.vectoriser = new Vectoriser([...seeds, ...known.map(({ evidence }) => evidence)]);
    const seedPoints = seeds.map((evidence, label): TrainingPoint => ({
      x: this.vectoriser.vector(evidence),
      offset: taxonomy.map(() => 0),
      label,
      weight: model.seedWeight,
    }));
    const points = known.map(({ evidence, label }): TrainingPoint => ({
      x: this.vectoriser.vector(evidence),
      offset: this.offsets(evidence),
      label,
      weight: 1,
    }));
    this.examples = known.map(({ paper, label }, at) => ({
      title: paper.title ?? '',
      x: points[at]?.x ?? { at: [], values: [] },
      category: label,
    }));
    this.weights = trainLogistic([...seedPoints, ...points], {
      classes: taxonomy.length,
      features: this.vectoriser.size,
      ridge: model.ridge,
      iterations,
    });
  }

  /** @param rejected keys of names (`nameKey`) that are not to be suggested. */
  categorise(paper: PaperText, rejected: ReadonlySet<string> = new Set()): Suggestion {
    const evidence = evidenceOf(paper, this.index);
    const probabilities = this.probabilities(evidence);
    const order = probabilities
      .map((probability, at) => ({ at, category: this.taxonomy[at]?.name ?? '', probability }))
      .sort((a, b) => b.probability - a.probability || a.at - b.at);
    const allowed = order.filter(({ category }) => !rejected.has(nameKey(category)));
    const [best] = allowed;
    const reasons = best ? explain(this, evidence, best.at) : [];
    const second = best !== order[0] && (best?.probability ?? 0) < leastAfterRejection;
    const cannotTell = second
      ? 'rejected'
      : this.cannotTell(evidence, best?.probability ?? 0, reasons.length);
    const told = cannotTell === undefined;
    return {
      category: told ? best?.category : undefined,
      cannotTell,
      probability: best?.probability ?? 0,
      confidence: told ? confidenceOf(best?.probability ?? 0) : 'none',
      reasons: told ? reasons : [],
      alternatives: allowed
        .slice(told ? 1 : 0, told ? 4 : 3)
        .filter(({ probability }) => probability >= 0.05)
        .map(({ category, probability }) => ({ category, probability })),
      tags: cannotTell === 'no-text' ? [] : suggestTags(this.taxonomy, evidence, told ? allowed : []),
    };
  }

  /** A probability a category, in the taxonomy's order. */
  probabilities(evidence: Evidence): readonly number[] {
    if (this.taxonomy.length === 0) return [];
    const x = this.vectoriser.vector(evidence);
    return softmax(scores(x, this.offsets(evidence), this.weights), this.model.temperature);
  }

  /** What the paper's arXiv categories say for one of the taxonomy's: that of the best of them, as cs.IT is also math.IT. */
  arxivScore(arxiv: readonly string[], category: Category): { readonly id: string; readonly score: number } {
    let best = { id: '', score: 0 };
    for (const [rank, id] of arxiv.entries()) {
      const claimed = category.arxiv.find((claim) => id === claim || id.startsWith(`${claim}.`));
      if (claimed === undefined) continue;
      const score = (rank === 0 ? 1 : 0.5) / Math.sqrt(this.claims.get(claimed) ?? 1);
      if (score > best.score) best = { id, score };
    }
    return best;
  }

  private offsets(evidence: Evidence): number[] {
    const { keywordScale, arxivScale } = this.model;
    const sums = this.taxonomy.map(
      (category) => arxivScale * this.arxivScore(evidence.arxiv, category).score,
    );
    for (const { term, weight } of evidence.matches) {
      for (const at of term.categories) sums[at] = (sums[at] ?? 0) + keywordScale * weight;
    }
    return sums;
  }

  private cannotTell(evidence: Evidence, probability: number, reasons: number): CannotTell | undefined {
    if (evidence.words.size === 0 && evidence.matches.length === 0 && evidence.arxiv.length === 0) {
      return 'no-text';
    }
    const known =
      evidence.matches.length > 0 ||
      [...evidence.words.keys(), ...evidence.arxiv.map(arxivKey)].some(
        (key) => this.vectoriser.position(key) !== undefined,
      );
    if (!known || (reasons === 0 && probability < 0.5)) return 'no-evidence';
    return probability < this.model.least || reasons === 0 ? 'undecided' : undefined;
  }
}

/** How many categories claim an arXiv category. */
function claimsOf(taxonomy: Taxonomy): ReadonlyMap<string, number> {
  const claims = new Map<string, number>();
  for (const { arxiv } of taxonomy) for (const id of arxiv) claims.set(id, (claims.get(id) ?? 0) + 1);
  return claims;
}

function fromTaxonomy(taxonomy: Taxonomy): readonly Example[] {
  return taxonomy.flatMap(({ name, examples }) =>
    examples
      .filter((example) => !/^https?:/i.test(example))
      .map((title) => ({ paper: { title }, category: name })),
  );
}

function seedText({ name, description, keywords }: Category): string {
  return [name, description ?? '', ...keywords].join('. ');
}
