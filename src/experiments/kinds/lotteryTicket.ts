import { CodedError } from '../../base/errors';
import { ticketKinds } from '../../science/lottery/lotteryOutcome';
import type { LotteryStudy } from '../../science/lottery/lotteryTrial';
import type { ExperimentKind, KindOutcome, RunContext } from '../kind';
import { lotteryResult } from './lotterySummary';
import { controlNames, lotterySchema, type LotterySpec } from './lotteryOptions';
import { networkPlan } from './networkOptions';
import { runTrials } from './runTrials';
import { Stages } from './stages';
import { isRegressionOf, networkOf, readTask } from './trainingTask';
import { studyFields } from '../study';

/** Whether parts of a network, wound back to where they began, train as well as the whole. */
export const lotteryTicket: ExperimentKind<typeof lotterySchema> = {
  id: 'lottery-ticket',
  title: 'Lottery tickets',
  description:
    'Prunes a network’s smallest weights round by round, winds the rest back and trains them again: how few do as well as all, beside random ones.',
  starter: ['data: {data}', 'label: label', 'model: mlp(in-32-out)'],
  revision: 1,
  schema: lotterySchema,
  keeps: 'trials',
  extension: {
    keys: ['seeds'],
    by: ({ seeds }) => ({
      key: 'seeds',
      now: seeds,
      most: 10_000,
      noun: 'seeds, each with a network and its tickets',
    }),
  },
  fileKeys: ['data'],
  fields: ({ controls }) => studyFields(['whole', ...ticketFields(controls)]),
  run,
};

/** Fields of the smallest share that does as well, and of what the ticket gains on the controls. */
function ticketFields(controls: LotterySpec['controls']): string[] {
  return [
    ...ticketKinds.filter((kind) => kind === 'iterative' || controls.some((control) => control === kind)),
    ...controls.map((control) => `gain-${control}`),
  ];
}

async function run(spec: LotterySpec, context: RunContext): Promise<KindOutcome> {
  if (spec.rewind >= spec.epochs) {
    throw new CodedError('experiment.invalid', `There is no epoch ${spec.rewind} to train from.`, {
      remedy: `Set \`rewind\` below \`epochs\`, which is ${spec.epochs}.`,
      location: { file: spec.data },
    });
  }
  const stages = new Stages(context);
  const isRegression = isRegressionOf(spec);
  const task = await readTask(spec, isRegression, context, stages);
  const network = networkOf(spec.model, task, spec);
  const study: LotteryStudy = {
    name: 'lottery-ticket',
    network,
    plan: networkPlan(spec),
    seed: spec.seed,
    rounds: spec.rounds,
    rule: { scope: spec.scope, share: spec.prune, outputShare: spec.prune / 2 },
    rewind: spec.rewind,
    controls: controlNames.filter((name) => spec.controls.includes(name)),
    target: task.target,
  };
  const resultOf = (trials: Parameters<typeof lotteryResult>[3]): KindOutcome['result'] =>
    lotteryResult(spec, task, study, trials);
  const words = { title: 'training tickets', noun: 'seeds' };
  const job = { study, data: task.input };
  const done = await runTrials(job, spec.seeds, words, stages, context, (soFar) => ({
    result: resultOf(soFar),
    precision: 'float32',
  }));
  const result = resultOf(done);
  for (const warning of result.warnings) context.warn(warning);
  return { result, backend: done.backend, precision: 'float32' };
}
