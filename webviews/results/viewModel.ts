import { counted } from '../../src/base/words';
import { estimatorName } from '../../src/plots/estimatorNames';
import { formatCount, formatLevel, formatUncertain } from '../../src/plots/numbers';
import type { ResultsSnapshot } from '../../src/protocol/resultsPanel';
import { describeAge, describeDuration, describeMoment } from '../shared/time';
import { workText } from '../../src/results/workText';
import { spectrumFacts } from './boundsView';
import { viewConsensus, viewConsensusRow, type ConsensusRowView, type ConsensusView } from './consensusView';
import { describeDetails, type Fact } from './facts';
import { layerFacts } from './layersView';
import { provenanceFacts } from './provenanceView';
import { subspaceFacts } from './subspaceFacts';
import { collectWarnings, type WarningView } from './warningsView';

/** What the panel shows, in words and in order: a function of the snapshot and the time, without a page. */
export interface ResultsView {
  readonly title: string;
  readonly kind: string;
  readonly state: { readonly id: ResultsSnapshot['state']; readonly label: string };
  readonly stale: readonly string[];
  /** That the numbers are those so far, and what becomes of them. */
  readonly partial: string | undefined;
  /** `3 min ago · took 1.2 s`. */
  readonly timing: string;
  readonly origin: string | undefined;
  readonly canCancel: boolean;
  readonly canPause: boolean;
  readonly canResume: boolean;
  readonly canExtend: boolean;
  readonly canRunAgain: boolean;
  readonly history: readonly { readonly runId: string; readonly label: string; readonly selected: boolean }[];
  readonly error: { readonly message: string; readonly remedy: string } | undefined;
  readonly progress: ProgressView | undefined;
  /** Said where there are no numbers. */
  readonly empty: string | undefined;
  readonly consensus: ConsensusView | undefined;
  readonly estimates: EstimatesView | undefined;
  readonly warnings: readonly WarningView[];
  readonly data: readonly Fact[];
  readonly settings: readonly Fact[];
  readonly provenance: readonly Fact[];
  /** For readers of screens, whenever it changes. */
  readonly announcement: string;
}

export interface ProgressView {
  /** 0 to 100; undefined before the run reports any. */
  readonly percent: number | undefined;
  readonly message: string;
}

export interface EstimatesView {
  /** `95 % interval`, or `interval` where levels differ and every row says its own. */
  readonly intervalTitle: string;
  readonly rows: readonly EstimateRowView[];
  readonly consensus: ConsensusRowView | undefined;
}

export interface EstimateRowView {
  readonly key: string;
  readonly name: string;
  readonly variant: string;
  readonly dimension: string;
  readonly interval: string;
  readonly method: string;
  readonly details: readonly Fact[];
  readonly warned: boolean;
}

const stateLabels: Readonly<Record<ResultsSnapshot['state'], string>> = {
  created: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export function isActive(state: ResultsSnapshot['state']): boolean {
  return state === 'created' || state === 'running';
}

/** @param now milliseconds since the epoch, for ages. */
export function viewResults(snapshot: ResultsSnapshot, now: number): ResultsView {
  const { state, result, can, partial } = snapshot;
  const dimension = result?.result.kind === 'intrinsic-dimension' ? result.result : undefined;
  const active = isActive(state);
  return {
    title: snapshot.experimentId,
    kind: snapshot.kindTitle,
    state: { id: state, label: stateLabels[state] },
    stale: active ? [] : snapshot.stale,
    partial: partial ? partialText(state, result?.soFar) : undefined,
    timing: timing(snapshot, now),
    origin: snapshot.origin && `${snapshot.origin.note}, line ${snapshot.origin.line + 1}`,
    canCancel: active || state === 'paused',
    canPause: active && can.pause,
    canResume: !active && can.resume,
    canExtend: !active && can.extend,
    canRunAgain: !active && can.runAgain,
    history: snapshot.history.map((run) => ({
      runId: run.runId,
      selected: run.runId === snapshot.runId,
      label: [
        describeMoment(run.createdAt, 'minutes'),
        run.summary ?? stateLabels[run.state].toLowerCase(),
      ].join(' · '),
    })),
    error: state === 'failed' ? (snapshot.error ?? unexplained) : undefined,
    progress: active || state === 'paused' ? progress(snapshot) : undefined,
    empty: result === undefined ? emptyText(state) : undefined,
    consensus: dimension?.consensus && viewConsensus(dimension.consensus),
    estimates: dimension && viewEstimates(dimension),
    warnings: collectWarnings(snapshot),
    data: result ? factsOf(result.result) : [],
    settings: snapshot.settings.map(({ name, value }) => ({ name, value, code: true })),
    provenance: provenanceFacts(snapshot),
    announcement: announce(snapshot),
  };
}

const unexplained = { message: 'The run failed without saying why.', remedy: 'The log may tell more.' };

function timing(snapshot: ResultsSnapshot, now: number): string {
  if (isActive(snapshot.state)) {
    return `started ${describeAge(snapshot.createdAt, now)}`;
  }
  if (snapshot.state === 'paused') {
    const worked = snapshot.result?.provenance.durationMs;
    const started = `started ${describeAge(snapshot.createdAt, now)}`;
    return worked === undefined ? started : `${started} · ${describeDuration(worked)} of work so far`;
  }
  const age = describeAge(snapshot.endedAt ?? snapshot.createdAt, now);
  const took = snapshot.result?.provenance.durationMs;
  return took === undefined ? age : `${age} · took ${describeDuration(took)}`;
}

function progress(snapshot: ResultsSnapshot): ProgressView {
  const percent = Math.round(Math.min(1, Math.max(0, snapshot.fraction)) * 100);
  const waiting = snapshot.state === 'created' ? 'Waiting for the worker to start' : 'Running';
  const left = snapshot.left === undefined ? '' : `, ${snapshot.left}`;
  return {
    percent: snapshot.fraction > 0 || snapshot.state === 'paused' ? percent : undefined,
    message: `${snapshot.message || waiting}${left}`,
  };
}

function emptyText(state: ResultsSnapshot['state']): string | undefined {
  if (state === 'cancelled') return 'The run was cancelled before it had a result.';
  if (state === 'finished') return 'The run finished, but its result cannot be read. Run it again.';
  if (state === 'paused') return 'The run was paused before it had anything to show.';
  return state === 'failed' ? undefined : 'Estimates appear here when the run finishes.';
}

/** What the numbers of a result that is none yet rest on. */
function partialText(
  state: ResultsSnapshot['state'],
  work: NonNullable<ResultsSnapshot['result']>['soFar'],
): string {
  const rest =
    work === undefined
      ? 'the numbers below are of what is done'
      : `the numbers below rest on ${workText(work)}, and are not final`;
  if (isActive(state)) return `Unfinished: ${rest}.`;
  if (state === 'paused') return `Paused, unfinished: ${rest}.`;
  return `The run stopped before its end: ${rest}.`;
}

type AnyResult = NonNullable<ResultsSnapshot['result']>['result'];
type Result = Extract<AnyResult, { kind: 'intrinsic-dimension' }>;

function viewEstimates({ estimates, consensus }: Result): EstimatesView {
  const levels = new Set(estimates.map((estimate) => estimate.level));
  const [level] = levels;
  const oneLevel = levels.size === 1 && level !== undefined;
  return {
    intervalTitle: oneLevel ? `${formatLevel(level)} interval` : 'Interval',
    rows: estimates.map((estimate) => {
      const { value, interval } = formatUncertain(estimate);
      const leftOut = consensus?.leftOut.find(({ key }) => key === estimate.key);
      return {
        key: estimate.key,
        name: estimatorName(estimate.estimator),
        variant: estimate.variant,
        dimension: value,
        interval: oneLevel ? interval : `${interval} (${formatLevel(estimate.level)})`,
        method: estimate.intervalMethod,
        details: [
          { name: 'key', value: estimate.key, code: true },
          ...describeDetails(estimate.details),
          ...(leftOut === undefined ? [] : [{ name: 'no part of the consensus', value: leftOut.because }]),
        ],
        warned: estimate.warnings.length > 0 || leftOut?.doubted === true,
      };
    }),
    consensus: consensus && viewConsensusRow(consensus),
  };
}

function factsOf(result: AnyResult): Fact[] {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return dataFacts(result.data);
    case 'layer-dimension':
      return layerFacts(result);
    case 'subspace-training':
      return subspaceFacts(result);
    case 'gordon-bound':
      return spectrumFacts(result);
    case 'study':
      return [{ name: 'about', value: result.subject, code: true }, ...result.facts];
  }
}

function dataFacts(data: Result['data']): Fact[] {
  return [
    { name: 'file', value: data.path, code: true },
    { name: 'rows', value: formatCount(data.n) },
    { name: 'features', value: formatCount(data.features) },
    {
      name: 'duplicate rows',
      value: formatCount(data.duplicates),
      ...remark(data.duplicates, 'left out of neighbour-based estimators'),
    },
    {
      name: 'zero distances',
      value: formatCount(data.zeroDistances),
      ...remark(data.zeroDistances, 'pairs of distinct rows'),
    },
    {
      name: 'dropped rows',
      value: formatCount(data.droppedRows),
      ...remark(data.droppedRows, 'a value was missing'),
    },
  ];
}

function remark(count: number, text: string): { note?: string } {
  return count > 0 ? { note: text } : {};
}

function announce(snapshot: ResultsSnapshot): string {
  const name = `${snapshot.experimentId}: ${stateLabels[snapshot.state].toLowerCase()}`;
  if (snapshot.state === 'running') {
    // Tenths: a percentage read out every second would be noise.
    const tenths = Math.floor(snapshot.fraction * 10) * 10;
    return tenths > 0 ? `${name}, ${tenths} %` : name;
  }
  if (snapshot.state === 'failed') return `${name}. ${snapshot.error?.message ?? ''}`.trim();
  const found = snapshot.result ? `, ${countOf(snapshot.result.result)}` : '';
  return name + found + (snapshot.stale.length > 0 ? ', stale' : '');
}

function countOf(result: AnyResult): string {
  switch (result.kind) {
    case 'intrinsic-dimension':
      return counted(result.estimates.length, 'estimate');
    case 'layer-dimension':
      return counted(result.layers.length, 'layer');
    case 'subspace-training':
      return counted(result.runs.length, 'run');
    case 'gordon-bound':
      return counted(result.wells.length, 'well');
    case 'study':
      return counted(result.values.length, 'value');
  }
}
