import type { Evidence } from './evidence';
import type { Reason } from './suggestion';
import type { TrainedModel } from './trainedModel';
import { arxivKey, dot } from './vectors';

const mostReasons = 4;
/** In units of the score: less than this moves no suggestion. */
const leastContribution = 0.15;
const leastLikeness = 0.25;

interface Contribution {
  readonly reason: Reason;
  readonly size: number;
}

/** What in the evidence speaks for the category at `best`, more than for the categories on average. */
export function explain(categoriser: TrainedModel, evidence: Evidence, best: number): readonly Reason[] {
  const found = [
    ...termContributions(categoriser, evidence, best),
    ...arxivContributions(categoriser, evidence, best),
    ...learntContributions(categoriser, evidence, best),
  ]
    .filter(({ size }) => size >= leastContribution)
    .sort((a, b) => b.size - a.size);
  const like = mostAlike(categoriser, evidence, best);
  const reasons = distinct(found.map(({ reason }) => reason)).slice(0, like ? mostReasons - 1 : mostReasons);
  return like ? [...reasons, like] : reasons;
}

function termContributions(
  { model }: TrainedModel,
  { matches }: Evidence,
  best: number,
): readonly Contribution[] {
  return matches
    .filter(({ term }) => term.categories.includes(best))
    .map(({ text, field, weight }) => ({
      reason: { kind: 'term', text, field },
      size: weight * model.keywordScale,
    }));
}

function arxivContributions(
  categoriser: TrainedModel,
  { arxiv }: Evidence,
  best: number,
): readonly Contribution[] {
  const category = categoriser.taxonomy[best];
  const claimed = category ? categoriser.arxivScore(arxiv, category) : { id: '', score: 0 };
  return arxiv.flatMap((id, rank): readonly Contribution[] => {
    const given = id === claimed.id ? claimed.score * categoriser.model.arxivScale : 0;
    const size = given + learnt(categoriser, arxivKey(id), rank === 0 ? 0.5 : 0.25, best);
    return [{ reason: { kind: 'arxiv', id }, size }];
  });
}

function learntContributions(
  categoriser: TrainedModel,
  evidence: Evidence,
  best: number,
): readonly Contribution[] {
  // What the taxonomy's own words say is said by its terms; words are learnt from papers.
  if (categoriser.examples.length === 0) return [];
  const x = categoriser.vectoriser.vector(evidence);
  const values = new Map(x.at.map((feature, index) => [feature, x.values[index] ?? 0]));
  return [...evidence.words].flatMap(([key, { text }]): readonly Contribution[] => {
    const value = values.get(categoriser.vectoriser.position(key) ?? -1);
    if (value === undefined) return [];
    return [{ reason: { kind: 'learnt', text }, size: learnt(categoriser, key, value, best) }];
  });
}

function learnt({ weights, vectoriser, taxonomy }: TrainedModel, key: string, value: number, best: number) {
  const row = vectoriser.position(key);
  if (row === undefined) return 0;
  const classes = taxonomy.length;
  let mean = 0;
  for (let k = 0; k < classes; k++) mean += (weights[row * classes + k] ?? 0) / classes;
  return value * ((weights[row * classes + best] ?? 0) - mean);
}

/** The paper of the category that this one shares most with, where that is much. */
function mostAlike(categoriser: TrainedModel, evidence: Evidence, best: number): Reason | undefined {
  const x = categoriser.vectoriser.vector(evidence);
  const values = new Map(x.at.map((feature, index) => [feature, x.values[index] ?? 0]));
  let most: { title: string; likeness: number } | undefined;
  for (const { title, x: other, category } of categoriser.examples) {
    if (category !== best || title === '') continue;
    const likeness = dot(other, values);
    if (likeness >= (most?.likeness ?? leastLikeness)) most = { title, likeness };
  }
  return most && { kind: 'like', title: most.title };
}

/** "entropy" adds nothing to "mutual entropy": a text within one already given is left out. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const texts: string[] = [];
  return reasons.filter((reason) => {
    if (reason.kind !== 'term' && reason.kind !== 'learnt') return true;
    const text = reason.text.toLowerCase();
    if (texts.some((known) => known.includes(text) || text.includes(known))) return false;
    texts.push(text);
    return true;
  });
}
