import type { Consensus } from '../science/analysis/consensus';
import { formatEstimate } from './formatEstimate';

/** `8.4 ± 0.3`; `≥ 6.6 (6.2–7.4)` where the consensus is to be read as a lower bound. */
export function formatConsensus(consensus: Pick<Consensus, 'dimension' | 'interval' | 'reading'>): string {
  return `${consensus.reading === 'at-least' ? '≥ ' : ''}${formatEstimate(consensus)}`;
}

/** How a consensus was formed, as sentences: the rule, and what was left out of it for which reason. */
export function describeConsensus({ method, leftOut }: Pick<Consensus, 'method' | 'leftOut'>): string[] {
  const reasons = new Map<string, string[]>();
  for (const { key, because } of leftOut) reasons.set(because, [...(reasons.get(because) ?? []), key]);
  return [method, ...[...reasons].map(([because, keys]) => `Left out: ${keys.join(', ')} (${because}).`)];
}
