import { counted, percent } from '../../base/words';
import { clusterEntropy, type BottleneckPoint } from '../../science/information/bottleneck';
import type { Joint } from '../../science/information/joint';
import { resampledInterval } from '../../science/information/resampledInterval';
import { exact, uncertain } from '../study';
import type { StudyResult, StudyValue } from '../studyResult';
import {
  annealingFigure,
  clustersFigure,
  criticalInterval,
  method,
  mostInformation,
  planeFigure,
  short,
  type PlaneFound,
} from './informationPlaneFigures';
import type { JointTable } from './jointTable';

const criticalName = 'β at which the first cluster splits, at the latest';

interface PlaneOptions {
  readonly keep: number;
}

/** The study of one table. @param draws the same of resampled counts; none of a table of weights. */
export function planeStudy(
  { keep }: PlaneOptions,
  table: JointTable,
  joint: Joint,
  whole: PlaneFound,
  draws: readonly PlaneFound[],
): StudyResult {
  const at = whole.points.find(({ relevant }) => relevant >= keep * whole.information);
  const share = percent(keep, 4);
  return {
    kind: 'study',
    experiment: 'information-plane',
    subject: table.name,
    answer: answerOf(share, whole, at),
    values: valuesOf(share, table, joint, whole, draws, at),
    figures: [planeFigure(table, whole, draws), annealingFigure(whole, draws), clustersFigure(whole)],
    tables: at === undefined ? [] : [assignment(table, at)],
    facts: [
      { name: 'values of X', value: String(table.xs.length) },
      { name: 'values of Y', value: String(table.ys.length) },
      ...(table.total === undefined ? [] : [{ name: 'counted', value: String(table.total) }]),
    ],
    papers: [
      'Tishby, Pereira and Bialek 1999, The information bottleneck method, arXiv:physics/0004057',
      'Tishby and Zaslavsky 2015, arXiv:1503.02406',
    ],
    warnings: [...table.warnings, ...warningsOf(whole, table)],
  };
}

/** @param at the first point of the curve that keeps the share asked for; undefined where none does. */
function valuesOf(
  share: string,
  table: JointTable,
  joint: Joint,
  whole: PlaneFound,
  draws: readonly PlaneFound[],
  at: BottleneckPoint | undefined,
): StudyValue[] {
  const { bits, critical } = whole;
  const of = (
    field: string,
    name: string,
    pick: (found: PlaneFound) => number | undefined,
    { most, ...rest }: Partial<StudyValue> & { readonly most: number },
  ): StudyValue => {
    const value = pick(whole);
    if (draws.length === 0 && value !== undefined) return { ...exact(field, name, value), ...rest };
    const interval = value === undefined ? undefined : resampledInterval(value, draws.map(pick), most);
    const lost = draws.filter((draw) => pick(draw) === undefined).length;
    const open =
      value !== undefined && lost > 0
        ? [`No interval: the curves of ${lost} of ${draws.length} resamples of the counts end before it.`]
        : [];
    return {
      ...uncertain(field, name, value ?? null, { interval: interval ?? null, method: method(draws) }),
      ...rest,
      warnings: [...open, ...(rest.warnings ?? [])],
    };
  };
  const first = draws.length === 0 ? undefined : criticalInterval(critical, draws);
  const unreached = bits === undefined ? { text: 'not reached: give greater betas' } : {};
  return [
    of('bits', `bits on X that keep ${share} of I(X; Y)`, (found) => found.bits, {
      ...{
        most: Math.log2(table.xs.length),
        unit: 'bits',
        sentences: ['I(X; T) on the curve, by straight lines between its points.'],
        ...unreached,
      },
    }),
    of(
      'saved',
      'share of the bits of X left out',
      (found) => (found.bits === undefined ? undefined : 1 - found.bits / found.entropy),
      {
        most: 1,
        sentences: ['1 − I(X; T) / H(X) at the share to keep.'],
        ...unreached,
      },
    ),
    of('information', 'I(X; Y)', (found) => found.information, {
      most: mostInformation(table),
      unit: 'bits',
      warnings: chanceOf(whole, draws),
    }),
    of('entropy', 'H(X)', (found) => found.entropy, {
      most: Math.log2(table.xs.length),
      unit: 'bits',
    }),
    {
      ...(draws.length === 0
        ? exact('critical-beta', criticalName, critical)
        : uncertain('critical-beta', criticalName, critical, {
            interval: first ?? null,
            method: `${method(draws)}, of the squared correlation`,
          })),
      sentences: [
        'The inverse of the squared maximal correlation: a bottleneck that says nothing is unstable above it (Wu et al. 2019). It may be left earlier, by a jump.',
      ],
      warnings:
        draws.length > 0 && first === undefined
          ? ['The counts allow that X says nothing of Y: the β of the first split has no upper end.']
          : [],
    },
    ...(at === undefined
      ? []
      : [
          exact('clusters', `clusters that keep ${share}`, at.encoder.clusters, {
            sentences: [
              `At β = ${short(at.beta)}; their names alone take ${short(clusterEntropy(joint, at.encoder))} bits.`,
            ],
          }),
        ]),
  ];
}

function answerOf(
  share: string,
  { information, entropy, bits, critical }: PlaneFound,
  at: BottleneckPoint | undefined,
): string[] {
  const split = `A bottleneck says something of Y from β = ${short(critical)} on at the latest.`;
  if (bits === undefined || at === undefined) {
    return [
      `The curve ends before ${share} of the ${bitsText(information)} that X says of Y: give greater betas.`,
      split,
    ];
  }
  return [
    `${share} of what X says of Y (${bitsText(information)}) takes ${short(bits)} of the ${bitsText(entropy)} of X.`,
    `There X is told by ${counted(at.encoder.clusters, 'cluster')}.`,
    split,
  ];
}

function bitsText(bits: number): string {
  return counted(short(bits), 'bit');
}

/** What the resamples show more than the table: about what the table shows more than there is. */
function chanceOf({ information }: PlaneFound, draws: readonly PlaneFound[]): string[] {
  if (draws.length === 0) return [];
  const more = draws.reduce((sum, draw) => sum + draw.information, 0) / draws.length - information;
  if (more < 0.1 * information) return [];
  return [`The counts are few: some ${short(more)} of these bits are chance. The interval allows for it.`];
}

function warningsOf({ points }: PlaneFound, { holds }: JointTable): string[] {
  const late = points.filter(({ converged }) => !converged);
  const slow =
    late.length === 0
      ? []
      : [
          `At ${late.length} of ${points.length} betas (${late
            .map(({ beta }) => short(beta))
            .slice(0, 5)
            .join(
              ', ',
            )}${late.length > 5 ? ', …' : ''}) the iteration was still moving when it was stopped: near a split it is slow.`,
        ];
  return holds === 'weights'
    ? [...slow, 'A table of weights says nothing of how sure it is: there are no intervals.']
    : slow;
}

/** Which cluster each value of X is most likely in, where the share to keep is reached. */
function assignment({ xs }: JointTable, { encoder, beta }: BottleneckPoint): StudyResult['tables'][number] {
  const { clusters, values } = encoder;
  return {
    id: 'assignment',
    title: `Clusters at β = ${short(beta)}`,
    columns: [
      { name: 'X', numeric: false },
      { name: 'Cluster', numeric: true },
      { name: 'Probability', numeric: true },
    ],
    rows: xs.map((name, x) => {
      const row = values.subarray(x * clusters, (x + 1) * clusters);
      const best = row.reduce((most, p, t) => (p > (row[most] ?? 0) ? t : most), 0);
      return [name, best + 1, row[best] ?? 0];
    }),
  };
}
