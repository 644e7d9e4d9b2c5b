import { leastLawPoints, leastLawSpan, type LawVerdict } from '../../science/analysis/powerLaw';
import { percent, saidOnce } from '../../base/words';
import type { DimensionEstimate } from '../../science/estimators/estimate';
import type { MeasuredLayer } from '../layers/measureLayer';
import type { Told } from './familyFigures';
import { boundWords, count, withInterval } from './familyWords';
import { layerExtremes, type MeasuredMember } from './measureFamily';

/** `, which tell 12.3 (9.1–17.0)`. */
export function soFarWords(threshold: MeasuredMember['threshold']): string {
  if (threshold === undefined) return '';
  const { estimate, low, high } = threshold;
  const told =
    estimate === null || low === null || high === null
      ? boundWords(threshold)
      : withInterval(estimate, [low, high]);
  return `: ${told}`;
}

/** How the threshold goes along the networks, in size and as a share of their parameters. */
export function thresholdSentences(
  members: readonly MeasuredMember[],
  told: readonly Told[],
  data: readonly DimensionEstimate[],
  target: string,
): string[] {
  const [dimension] = data;
  const beside =
    dimension === undefined
      ? ''
      : `; the data have dimension ${withInterval(dimension.dimension, dimension.interval)} by ${dimension.key}`;
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined)
    return [
      `None of ${members.length} networks has a threshold dimension for ${target} that these runs tell${beside}.`,
    ];
  const of = ({ member, estimate, interval }: Told): string =>
    `${withInterval(estimate, interval)} at ${count(member.parameters)} parameters (${member.label})`;
  if (first === last) return [`For ${target} the threshold dimension d* is ${of(first)}${beside}.`];
  const share = ({ member, estimate }: Told): string => percent(estimate / member.parameters, 2);
  const estimates = told.map(({ estimate }) => estimate);
  const fold = Number((last.member.parameters / first.member.parameters).toPrecision(2));
  return [
    `For ${target} the threshold dimension d* goes from ${of(first)} to ${of(last)}${beside}.`,
    `While D grows ${fold}-fold, d* stays between ${Math.min(...estimates).toFixed(0)} and ${Math.max(...estimates).toFixed(0)}.`,
    `As a share of the parameters d* goes from ${share(first)} to ${share(last)}.`,
  ];
}

/** What is known so far of networks that are still being searched. */
export function goingSentences(members: readonly MeasuredMember[], done: number): string[] {
  return members.flatMap(({ label, going, threshold }) =>
    going === undefined
      ? []
      : [
          `${done === 0 ? 'No network is done yet' : `${done} network${done === 1 ? ' is' : 's are'} done`}; of ${label} there are ${going}${soFarWords(threshold)}.`,
        ],
  );
}

/** Whether a power law tells how the threshold grows with the parameters, and which. */
export function lawSentences(verdict: LawVerdict, told: readonly Told[]): string[] {
  switch (verdict.status) {
    case 'few':
      return [
        `A power law needs the thresholds of at least ${leastLawPoints} networks of different size: ${told.length} are told.`,
      ];
    case 'narrow':
      return [
        `These networks differ less than ${leastLawSpan}-fold in size: too little to tell how d* grows with D.`,
      ];
    case 'bent':
      return [
        'd* does not follow a power law of D: in logarithms the points bend, beyond their uncertainty.',
      ];
    case 'law': {
      const { exponent, interval } = verdict.law;
      const power = withInterval(exponent, interval);
      if (interval[0] <= 0 && interval[1] >= 0)
        return [
          `How d* depends on D cannot be told from no dependence at all: as a power of D the exponent is ${power}.`,
        ];
      const verb = exponent > 0 ? 'grows' : 'falls';
      const tenfold = (10 ** Math.abs(exponent)).toPrecision(2);
      return [
        `d* ${verb} as a power of D with exponent ${power}: tenfold parameters change it ${tenfold}-fold.`,
      ];
    }
  }
}

/** The dimension of the last hidden layers beside that of the input. */
export function layerSentences(members: readonly MeasuredMember[]): string[] {
  const input = members.flatMap(({ layers }) => layers.filter(({ name }) => name === 'input'))[0]
    ?.estimates[0];
  const last = members.flatMap(({ layers }) => layerExtremes(layers).last?.estimate ?? []);
  if (last.length === 0) return [];
  const values = last.map(({ dimension }) => dimension);
  const [low, high] = [Math.min(...values).toFixed(1), Math.max(...values).toFixed(1)];
  const range = low === high ? low : `${low} to ${high}`;
  const beside =
    input === undefined
      ? ''
      : `, where the same points have ${withInterval(input.dimension, input.interval)} as they are`;
  return [
    `Trained in full space, their last hidden layer has dimension ${range} by ${last[0]?.key ?? ''}${beside}.`,
  ];
}

/** The networks that fail in full space, where no subspace is to blame. */
export function failureSentences(members: readonly MeasuredMember[], target: string): string[] {
  const failed = members.filter(({ full }) => full.successes === 0).map(({ label }) => label);
  if (failed.length === 0) return [];
  const [verb, are] = failed.length === 1 ? ['does', 'it is'] : ['do', 'they are'];
  return [
    `${failed.join(', ')} ${verb} not reach ${target} with all parameters either: ${are} too small for it, or the budget is, and no subspace is to blame.`,
  ];
}

/** What tells against the numbers, of the data and of each network. */
export function warningsOf(
  members: readonly MeasuredMember[],
  planned: number,
  data: MeasuredLayer,
  told: readonly Told[],
): string[] {
  const partly = members.filter(({ full }) => full.successes > 0 && full.successes < full.runs);
  const untold = members.filter(
    (member) => member.threshold !== undefined && !told.some((each) => each.member === member),
  );
  const diverged = members.reduce((sum, member) => sum + member.diverged, 0);
  return [
    ...(members.length < planned
      ? [`Cancelled after ${members.length} of ${planned} networks: these are what was done.`]
      : []),
    ...data.notices,
    ...data.refusals.map(({ message }) => `The data’s dimension: ${message}`),
    ...ofNetworks(
      partly.map(({ label, full }) => ({
        about: label,
        text: `only ${full.successes} of ${full.runs} runs in full space reach the target: some failures in subspaces are those of training.`,
      })),
    ),
    ...ofNetworks(
      untold.map(({ label, threshold }) => ({
        about: label,
        text: `the threshold is ${threshold === undefined ? 'unknown' : boundWords(threshold)}, no point of the figures: raise \`runs\`.`,
      })),
    ),
    ...(diverged > 0
      ? [`${diverged} runs in subspaces diverged and count as failures: a smaller rate may help.`]
      : []),
    ...ofNetworks(members.flatMap(({ label, warnings }) => warnings.map((text) => ({ about: label, text })))),
  ];
}

function ofNetworks(said: Parameters<typeof saidOnce>[0]): string[] {
  return saidOnce(said).map(({ about, text }) => `${about.join(', ')}: ${text}`);
}
