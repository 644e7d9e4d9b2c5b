import { CodedError } from '../../base/errors';
import type { ExportRequest, ResultsSnapshot } from '../../protocol/resultsPanel';
import { estimatesCsv, figureCsv } from './resultsCsv';
import { estimatesMarkdown, exportSvg } from './resultsText';

type Result = NonNullable<ResultsSnapshot['result']>;

/** The estimates as the clipboard gets them. */
export function copiedText(result: Result, format: 'markdown' | 'csv'): string {
  return format === 'markdown' ? estimatesMarkdown(result) : estimatesCsv(result);
}

/**
 * What is written to a file: a figure with its own colours, its picture as the page painted it, or the numbers behind it.
 *
 * @param pointTable every point's own dimension as CSV, where the run has kept it.
 */
export async function exportBytes(
  result: Result,
  { plot, format, of, image }: ExportRequest,
  pointTable: () => Promise<string | undefined>,
): Promise<Uint8Array> {
  switch (format) {
    case 'png': {
      const bytes = Buffer.from(image ?? '', 'base64');
      if (bytes.length === 0) throw new CodedError('usage', 'The figure could not be painted.');
      return bytes;
    }
    case 'csv':
      return encode((plot === 'points' ? await pointTable() : undefined) ?? figureCsv(result, plot));
    case 'svg': {
      const svg = exportSvg(result, plot, of);
      if (svg === undefined) throw new CodedError('usage', 'The run has nothing to show in this figure.');
      return encode(svg);
    }
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
