import { describe, expect, it } from 'vitest';
import { Rng } from '../../../../src/base/rng';
import { Pacer } from '../../../../src/compute/work';
import { keptCounts, pruneSmallest, withBiases } from '../../../../src/science/lottery/pruning';
import { lotteryTrial, type LotteryStudy } from '../../../../src/science/lottery/lotteryTrial';
import { allWeights, parameterBlocks } from '../../../../src/science/models/parameterBlocks';
import { NetworkBench, newArena } from '../../../../src/science/subspace/trainNetwork';
import { productTask } from '../networkTask';

const network = { name: '', widths: [6, 12, 2], activation: 'relu' as const };
const study: LotteryStudy = {
  name: 'lottery-ticket',
  network,
  plan: {
    optimiser: 'adam',
    momentum: 0,
    schedule: { name: 'constant' },
    batch: 40,
    epochs: 12,
    rate: 0.02,
  },
  seed: 4,
  rounds: 3,
  rule: { scope: 'layer', share: 0.3, outputShare: 0.15 },
  rewind: 0,
  controls: ['one-shot', 'reinitialised', 'random-mask'],
  target: { split: 'test', measure: 'accuracy', value: 0.9, relative: true },
};
const data = productTask(240, 6);
const pacer = new Pacer({});

describe('a trial of tickets', () => {
  it('prunes what its own trainings leave smallest, and winds the rest back to where it began', async () => {
    const { tickets } = await lotteryTrial(study, data, 1, newArena(), {});
    const blocks = parameterBlocks(network);
    const bench = new NetworkBench(network, data);
    const rng = new Rng(4).split(1);
    const start = bench.draw(rng.split(0));
    let end = await bench.train(study.plan, start, rng.split(1), pacer);
    let kept = allWeights(blocks);
    for (const round of [1, 2, 3]) {
      kept = pruneSmallest(end, kept, blocks, keptCounts(blocks, study.rule, round), 'layer');
      const trained = withBiases(kept, blocks);
      end = await bench.train(study.plan, start, rng.split(1 + round).split(0), pacer, { kept: trained });
      expect(end.every((value, row) => trained.includes(row) || value === 0)).toBe(true);
      const ticket = tickets.find((each) => each.kind === 'iterative' && each.round === round);
      expect(ticket?.share).toBe(kept.length / (6 * 12 + 12 * 2));
      expect(ticket?.test).toEqual(bench.score(end, 'test'));
    }
  });

  it('has every kind at every round with as many weights, and a target relative to the whole network', async () => {
    const outcome = await lotteryTrial(study, data, 0, newArena(), {});
    expect(outcome.tickets).toHaveLength(1 + 3 * 4);
    const [dense] = outcome.tickets;
    expect(dense).toMatchObject({ kind: 'dense', round: 0, share: 1, diverged: false });
    expect(dense?.reachedAt).toBeGreaterThan(0);
    for (const round of [1, 2, 3]) {
      const shares = outcome.tickets.filter((each) => each.round === round).map(({ share }) => share);
      expect(new Set(shares).size).toBe(1);
      expect(shares).toHaveLength(4);
    }
  });

  it('counts epochs from the beginning where weights are wound back to a later one', async () => {
    const late = { ...study, rewind: 6, rounds: 1, controls: [] };
    const { tickets } = await lotteryTrial(late, data, 0, newArena(), {});
    expect(tickets[1]?.reachedAt).toBeGreaterThan(6);
    expect(tickets[1]?.reachedAt).toBeLessThanOrEqual(12);
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const work = lotteryTrial(study, data, 0, newArena(), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });
});
