import { isAbort } from '../../base/abort';
import { CodedError } from '../../base/errors';
import { Rng } from '../../base/rng';
import { requireDense } from '../../science/models/doubleNetwork';
import { layOut } from '../../science/models/networkLayout';
import { replicasOnCallingThread } from '../../science/subspace/replicaBackend';
import { parseTarget, type Target } from '../../science/subspace/target';
import type { KindOutcome, RunContext } from '../kind';
import type { StudyResult } from '../studyResult';
import type { NetworkBoundSpec } from './networkBoundOptions';
import { networkBoundStudy } from './networkBoundStudy';
import { networkCase, type NetworkCase } from './networkCase';
import { Stages } from './stages';
import { mostDimensions } from './subspaceLimits';
import { isRegressionOf, networkOf, readTask, trainingJob } from './trainingTask';

/** More parameters make a list of eigenvalues, one a parameter, unwieldy. */
const mostParameters = 100_000;
/** Normal vectors that one group of projections has. */
const perGroup = 8;

/**
 * A trained network's threshold dimension: measured in random subspaces through its initialisation, and predicted from
 * the curvature at the minimum that it is trained to from there. Cancelled, it gives the targets that were done.
 */
export async function runNetworkBound(
  spec: NetworkBoundSpec,
  context: RunContext,
): Promise<KindOutcome<StudyResult>> {
  const stages = new Stages(context);
  const targets = targetsOf(spec);
  // An accuracy among them asks for classes.
  const first =
    spec.target[targets.findIndex(({ measure }) => measure === 'accuracy')] ?? spec.target[0] ?? '';
  const task = await readTask({ ...spec, target: first }, isRegressionOf(spec), context, stages);
  const network = networkOf(spec.model, task, spec);
  requireDense(network, task.data.matrix.columns);
  const { parameters } = layOut(network);
  if (parameters > mostParameters) {
    throw new CodedError(
      'data.too-large',
      `The model has ${parameters} parameters: at most ${mostParameters} can be looked at.`,
      { remedy: 'Name a smaller model.', location: { file: spec.data } },
    );
  }
  const plan = { ...spec, method: 'random', burnIn: 1 } as const;
  const job = trainingJob(network, task, plan);
  const trainer = context.replicas ?? replicasOnCallingThread();
  const { dimension: most } = mostDimensions(plan, network, task.data.matrix, context.threads);
  const options = {
    ...{ most, runs: spec.runs, curvature: spec.curvature, probes: spec.probes },
    ...{ steps: Math.min(spec.lanczos, parameters), top: Math.min(spec.top, spec.lanczos) },
    samples: Math.max(2, Math.ceil(spec.samples / perGroup)),
    confidence: spec.confidence,
    rng: new Rng(spec.seed).split(curvatureStream),
  };
  const cases: NetworkCase[] = [];
  let current: (() => NetworkCase) | undefined;
  const planned = spec.starts * targets.length * spec.runs;
  const runsOf = (found: readonly NetworkCase[]): number =>
    // Targets of one score share their runs.
    new Set(found.flatMap((each) => each.targets.flatMap((target) => target.found?.outcomes ?? []))).size;
  const outcomeOf = (found: readonly NetworkCase[], isWhole: boolean): KindOutcome<StudyResult> => ({
    result: networkBoundStudy(spec, network, task, targets, found, isWhole),
    backend: `${trainer.description}; curvature in javascript, 1 thread`,
    precision: 'float32 training, float64 curvature',
  });
  const onRun = (soFar: () => NetworkCase): void => {
    current = soFar;
    context.soFar?.(() => {
      const all = [...cases, soFar()];
      const work = { done: runsOf(all), planned, atMost: true, noun: 'runs in subspaces' };
      return { ...outcomeOf(all, false), work };
    });
  };
  stages.plan(spec.starts);
  try {
    for (let start = 0; start < spec.starts; start++) {
      const title = `initialisation ${start + 1} of ${spec.starts}`;
      const done = await stages.run(title, 1, (hooks) =>
        networkCase(job, start, targets, options, trainer, hooks, onRun),
      );
      cases.push(done);
      current = undefined;
    }
  } catch (error) {
    if (current !== undefined) cases.push(current());
    if (!isAbort(error) || cases.length === 0) throw error;
  }
  const outcome = outcomeOf(cases, true);
  for (const warning of outcome.result.warnings) context.warn(warning);
  return outcome;
}

/** Apart from the streams that trainings draw from. */
const curvatureStream = 0xffff_fffd;

function targetsOf({ target, data }: NetworkBoundSpec): Target[] {
  return target.map((text) => {
    const parsed = parseTarget(text);
    if (parsed.ok) return parsed.value;
    throw new CodedError('experiment.invalid', parsed.error, { location: { file: data } });
  });
}
