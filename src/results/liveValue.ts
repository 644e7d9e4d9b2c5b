import type { Result } from '../base/result';
import type { RunResult } from '../experiments/run';
import type { ResultMarker } from '../notes/resultMarker';
import { formatBoundValue } from './boundValue';
import { formatDimensionValue } from './dimensionValue';
import { formatLayerValue } from './layerValue';
import type { LiveValueError } from './liveValueError';
import { formatStudyValue } from './studyValue';
import { formatSubspaceValue } from './subspaceValue';

/**
 * The text between a marker's comments: `12.9 ± 0.4` where it stands in a line, a table with a picture where it stands
 * on lines of its own, with `\n` for line ends and none at either end.
 *
 * @param notePath of the note, relative to the folder that holds `.marginalia`, with `/`: links start there.
 */
export function formatLiveValue(
  marker: Pick<ResultMarker, 'field' | 'form'>,
  run: RunResult,
  notePath = '',
): Result<string, LiveValueError> {
  const { result } = run;
  switch (result.kind) {
    case 'intrinsic-dimension':
      return formatDimensionValue(marker, result, run, notePath);
    case 'layer-dimension':
      return formatLayerValue(marker, result, run, notePath);
    case 'subspace-training':
      return formatSubspaceValue(marker, result, run, notePath);
    case 'gordon-bound':
      return formatBoundValue(marker, result, run, notePath);
    case 'study':
      return formatStudyValue(marker, result, run, notePath);
  }
}
