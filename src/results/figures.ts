import type { ExperimentResult } from '../experiments/result';
import { predictionTitles } from '../experiments/predictedThreshold';
import type { StudyFigure, StudyResult } from '../experiments/studyResult';
import type { SubspaceResult } from '../experiments/subspaceResult';
import { boundFigure } from '../plots/boundFigure';
import { dimensionFigure, dimensionFigureIds } from '../plots/dimensionFigures';
import type { ResultFigure } from '../plots/resultFigure';
import { studyFigure } from '../plots/studyPlot';
import type { PhasePrediction } from '../plots/phasePlot';
import { subspaceFigure } from '../plots/subspaceFigure';
import { pooledSuccess } from '../science/subspace/pooledSuccess';
import { figureIds, type FigureId } from './figureIds';
import { layersFigure, type LayersShown } from './layerFigure';
import { predictionText } from './predictionText';
import { comparedStudyFigure } from './studyCompare';
import { comparedFigure } from './subspaceCompare';
import { curveFigure } from './subspaceCurves';
import { thresholdText } from './subspaceText';
import { trainingFigure } from './trainingFigure';

/** What of a figure is shown, where that can be chosen. */
export interface FigureChoice {
  /** One of several, where it shows one at a time; of a study, the id of the figure. */
  readonly of?: string | undefined;
  readonly layers?: LayersShown | undefined;
  /** The result of another run, where two are set beside each other. */
  readonly compared?: ExperimentResult | undefined;
}

/** One of a result's figures; undefined where a result of its kind has no such figure, or nothing to show in it. */
export function resultFigure(
  id: FigureId,
  result: ExperimentResult,
  { of, layers, compared }: FigureChoice = {},
): ResultFigure | undefined {
  switch (result.kind) {
    case 'intrinsic-dimension': {
      const own = dimensionFigureIds.find((each) => each === id);
      return own && dimensionFigure(own, result, of);
    }
    case 'layer-dimension':
      return id === 'layers' ? layersFigure(result, layers) : undefined;
    case 'subspace-training':
      return subspaceResultFigure(
        id,
        result,
        of,
        compared?.kind === 'subspace-training' ? compared : undefined,
      );
    case 'gordon-bound':
      return id === 'success' || id === 'estimates' ? boundFigure(id, result, of) : undefined;
    case 'study': {
      const figure = studyFigureOf(id, result, of, compared);
      return figure && studyFigure(figure);
    }
  }
}

/** A study's own figure, the training behind its points, or one of its series beside that of another run. */
export function studyFigureOf(
  id: FigureId,
  result: StudyResult,
  of: string | undefined,
  compared?: ExperimentResult,
): StudyFigure | undefined {
  switch (id) {
    case 'study':
      return result.figures.find((each) => each.id === of);
    case 'curves':
      return trainingFigure(result, of, 0);
    case 'curve-scores':
      return trainingFigure(result, of, 1);
    case 'compared':
      return compared?.kind === 'study' ? comparedStudyFigure(result, compared, of) : undefined;
    default:
      return undefined;
  }
}

function subspaceResultFigure(
  id: FigureId,
  result: SubspaceResult,
  of: string | undefined,
  compared: SubspaceResult | undefined,
): ResultFigure | undefined {
  if (id === 'compared') return compared && studyFigure(comparedFigure(result, compared));
  if (id === 'phase' || id === 'scores') {
    const predictions = (result.predicted?.predictions ?? []).map(
      ({ name, value, interval, text }): PhasePrediction => ({
        ...{ key: name, role: `bound-${name}`, name: predictionTitles[name], value, interval },
        text: predictionText({ value, interval, text }),
      }),
    );
    const numbers = { ...result, groups: pooledSuccess(result.dimensions), predictions };
    return subspaceFigure(id, numbers, thresholdText(result.threshold));
  }
  if (of === undefined || (id !== 'curves' && id !== 'curve-scores')) return undefined;
  const figure = curveFigure(result, of, id === 'curves' ? 'loss' : 'score');
  return figure && studyFigure(figure);
}

/** A figure under the name of its file. */
interface NamedFigure {
  readonly name: string;
  readonly figure: ResultFigure;
}

/** Every figure that a result has something to show in, as it is first shown. */
export function resultFigures(result: ExperimentResult): readonly NamedFigure[] {
  if (result.kind === 'study') {
    return result.figures.map((figure) => ({ name: figure.id, figure: studyFigure(figure) }));
  }
  return figureIds.flatMap((id) => {
    const figure = resultFigure(id, result);
    return figure === undefined ? [] : [{ name: id, figure }];
  });
}

/** What a result is of: the file of its data, or the name of its spectrum or task. */
export function subjectOf(result: ExperimentResult): string {
  switch (result.kind) {
    case 'gordon-bound':
      return result.spectrum.name;
    case 'study':
      return result.subject;
    default:
      return result.data.path;
  }
}
