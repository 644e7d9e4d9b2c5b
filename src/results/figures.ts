import type { ExperimentResult } from '../experiments/result';
import { boundFigure } from '../plots/boundFigure';
import { dimensionFigure, dimensionFigureIds } from '../plots/dimensionFigures';
import type { ResultFigure } from '../plots/resultFigure';
import { subspaceFigure } from '../plots/subspaceFigure';
import type { FigureId } from './figureIds';
import { layersFigure, type LayersShown } from './layerFigure';
import { thresholdText } from './subspaceText';

/** What of a figure is shown, where that can be chosen. */
export interface FigureChoice {
  /** One of several, where it shows one at a time. */
  readonly of?: string | undefined;
  readonly layers?: LayersShown | undefined;
}

/** One of a result's figures; undefined where a result of its kind has no such figure, or nothing to show in it. */
export function resultFigure(
  id: FigureId,
  result: ExperimentResult,
  { of, layers }: FigureChoice = {},
): ResultFigure | undefined {
  switch (result.kind) {
    case 'intrinsic-dimension': {
      const own = dimensionFigureIds.find((each) => each === id);
      return own && dimensionFigure(own, result, of);
    }
    case 'layer-dimension':
      return id === 'layers' ? layersFigure(result, layers) : undefined;
    case 'subspace-training':
      return id === 'phase' || id === 'scores'
        ? subspaceFigure(id, result, thresholdText(result.threshold))
        : undefined;
    case 'gordon-bound':
      return id === 'success' || id === 'estimates' ? boundFigure(id, result, of) : undefined;
  }
}

/** What a result is of: the file of its data, or the name of its spectrum. */
export function subjectOf(result: ExperimentResult): string {
  return result.kind === 'gordon-bound' ? result.spectrum.name : result.data.path;
}
