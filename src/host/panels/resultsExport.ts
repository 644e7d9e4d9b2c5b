import { csv } from '../../base/csv';
import { CodedError } from '../../base/errors';
import type { ExperimentResult } from '../../experiments/result';
import type { StudyResult } from '../../experiments/studyResult';
import { dimensionFigureIds } from '../../plots/dimensionFigures';
import type { ExportRequest, PlotId, ResultsSnapshot } from '../../protocol/resultsPanel';
import { resultFigure, studyFigureOf, type FigureChoice } from '../../results/figures';
import { formatStudyBlock } from '../../results/studyBlock';
import { studyFigureRows, studyTableRows, studyValueRows } from '../../results/studyRows';
import { formatSubspaceBlock } from '../../results/subspaceBlock';
import { workText } from '../../results/workText';
import { successTable } from './boundText';
import { dimensionCsv, estimatesCsv } from './dimensionCsv';
import { estimatesMarkdown } from './estimatesText';
import { layersCsv, layersMarkdown } from './layersText';
import { comparedTable, curvesTable, runsTable } from './subspaceText';

type Run = NonNullable<ResultsSnapshot['result']>;

/** What the clipboard gets of a result. */
export function copiedText(run: Run, format: 'markdown' | 'csv'): string {
  const { result } = run;
  switch (result.kind) {
    case 'intrinsic-dimension': {
      if (format === 'csv') return estimatesCsv(result);
      const { path, n, features } = result.data;
      return estimatesMarkdown(run, result, `${path}, ${n} × ${features}`);
    }
    case 'layer-dimension':
      return format === 'markdown' ? layersMarkdown(run, result) : csv(layersCsv(result));
    case 'gordon-bound': {
      if (format === 'csv') return estimatesCsv(result);
      const { name, dimension } = result.spectrum;
      return estimatesMarkdown(run, result, `${name}, ${dimension} parameters`);
    }
    case 'subspace-training':
      return format === 'markdown' ? `${formatSubspaceBlock(result, run, '')}\n` : csv(runsTable(result));
    case 'study':
      return format === 'markdown' ? `${formatStudyBlock(result, run, '')}\n` : csv(studyValueRows(result));
  }
}

/**
 * What is written to a file: a figure with its own colours, its picture as the page painted it, or the numbers behind it.
 *
 * @param pointTable every point's own dimension as CSV, where the run has kept it.
 * @param compared a run that is set beside it.
 */
export async function exportBytes(
  run: Run,
  { plot, format, image, ...choice }: ExportRequest,
  pointTable: () => Promise<string | undefined>,
  compared?: Run,
): Promise<Uint8Array> {
  const beside = compared?.result;
  switch (format) {
    case 'png': {
      const bytes = Buffer.from(image ?? '', 'base64');
      if (bytes.length === 0) throw new CodedError('usage', 'The figure could not be painted.');
      return bytes;
    }
    case 'csv':
      return encode(
        (plot === 'points' ? await pointTable() : undefined) ?? figureCsv(run, plot, choice.of, beside),
      );
    case 'svg': {
      const svg = exportSvg(run, plot, { ...choice, compared: beside });
      if (svg === undefined) throw nothingToShow();
      return encode(svg);
    }
  }
}

/** A figure with its own colours; undefined where the result has nothing to show in it. */
export function exportSvg(
  { experimentId, result, soFar }: Run,
  plot: PlotId,
  choice: FigureChoice = {},
): string | undefined {
  const figure = resultFigure(plot, result, choice);
  if (figure === undefined) return undefined;
  const width = 760;
  const theme = 'standalone';
  const unfinished = soFar === undefined ? '' : ` (unfinished, ${workText(soFar)})`;
  const title = `${experimentId}: ${figure.title}${unfinished}`;
  return figure.draw({ width, height: figure.height(width, theme), theme, title });
}

/** The numbers behind a figure. Of single points, a run has a table of its own: these are their quantiles. */
export function figureCsv({ result }: Run, plot: PlotId, of?: string, compared?: ExperimentResult): string {
  switch (result.kind) {
    case 'intrinsic-dimension': {
      const own = dimensionFigureIds.find((id) => id === plot);
      if (own === undefined) throw nothingToShow();
      return dimensionCsv(result, own);
    }
    case 'layer-dimension':
      return csv(layersCsv(result));
    case 'subspace-training':
      if (plot === 'compared' && compared?.kind === 'subspace-training')
        return csv(comparedTable(result, compared));
      return csv(
        of !== undefined && (plot === 'curves' || plot === 'curve-scores')
          ? curvesTable(result, of)
          : runsTable(result),
      );
    case 'gordon-bound':
      return plot === 'estimates' ? estimatesCsv(result) : csv(successTable(result));
    case 'study':
      return csv(studyRows(result, plot, of, compared));
  }
}

/** Of the figure or the table so named; the values where none is. */
function studyRows(
  study: StudyResult,
  plot: PlotId,
  of: string | undefined,
  compared: ExperimentResult | undefined,
): ReturnType<typeof studyValueRows> {
  if (of === undefined) return studyValueRows(study);
  const figure = studyFigureOf(plot, study, of, compared);
  if (figure !== undefined) return studyFigureRows(figure);
  const table = study.tables.find(({ id }) => id === of);
  if (table === undefined) throw nothingToShow();
  return studyTableRows(table);
}

function nothingToShow(): CodedError {
  return new CodedError('usage', 'The run has nothing to show in this figure.');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
