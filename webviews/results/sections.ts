import type { DimensionResult } from '../../src/experiments/result';
import { figureChoices, type DimensionFigureId } from '../../src/plots/dimensionFigures';
import { ratiosSection, scaleSection, sizesSection } from './curveSections';
import { classesSection, pointsSection } from './partSections';
import type { Choice, SectionView } from './sectionView';

/** The sections below the estimates that the result has something for. */
export function viewSections(
  result: DimensionResult,
  chosen: Readonly<Record<string, string>>,
): readonly SectionView[] {
  return [
    scaleSection(result),
    sizesSection(result),
    ratiosSection(result, pick('ratios', result, chosen)),
    classesSection(result, pick('classes', result, chosen)),
    pointsSection(result, pick('points', result, chosen)),
  ].filter((section) => section !== undefined);
}

function pick(
  id: DimensionFigureId,
  result: DimensionResult,
  kept: Readonly<Record<string, string>>,
): Choice {
  const choices = figureChoices(id, result);
  const wanted = kept[id];
  return { choices, chosen: wanted !== undefined && choices.includes(wanted) ? wanted : choices[0] };
}
