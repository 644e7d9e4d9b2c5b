import { formatLevel, formatUncertain } from '../../src/plots/numbers';
import type { DimensionResult } from '../../src/experiments/result';
import { describeConsensus } from '../../src/results/consensusText';

type Consensus = NonNullable<DimensionResult['consensus']>;

/** The one number at the head of the panel. */
export interface ConsensusView {
  /** `≥ 6.6`. */
  readonly value: string;
  /** `6.2 – 7.4, 95 % interval`. */
  readonly interval: string;
  /** How the number is to be read, where it is no plain value. */
  readonly reading: string | undefined;
  /** How it was formed. */
  readonly sentences: readonly string[];
  readonly warnings: readonly string[];
}

export interface ConsensusRowView {
  readonly variant: string;
  readonly dimension: string;
  readonly interval: string;
  readonly method: string;
}

export function viewConsensus(consensus: Consensus): ConsensusView {
  const { value, interval } = formatUncertain(consensus);
  return {
    value: atLeast(consensus) + value,
    interval: `${interval}, ${formatLevel(consensus.level)} interval`,
    reading: consensus.reading === 'at-least' ? 'a lower bound' : undefined,
    sentences: describeConsensus(consensus),
    warnings: consensus.warnings,
  };
}

/** The consensus as the last row of the estimates. */
export function viewConsensusRow(consensus: Consensus): ConsensusRowView {
  return {
    variant: `of ${consensus.from.join(', ')}`,
    dimension: atLeast(consensus) + formatUncertain(consensus).value,
    interval: formatUncertain(consensus).interval,
    method: 'the mixture of their intervals',
  };
}

function atLeast({ reading }: Consensus): string {
  return reading === 'at-least' ? '≥ ' : '';
}
