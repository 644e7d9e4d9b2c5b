import { scanBlocks, type ScannedBlock } from './blockScan';
import type { ExperimentBlock } from './experimentBlock';

/** Spares notes without experiments the scan. */
const mayHoldExperiment = /(?:`{3}|~{3})[ \t]*experiment/;
const experimentInfo = /^experiment(?=\s|$)/;

/**
 * The experiment blocks of a note, in order: fences of backticks or tildes of any length, also in lists and
 * quotes, that markdown itself takes for fences. A block without a good id or a closing fence is there too.
 */
export function readExperimentBlocks(text: string): readonly ExperimentBlock[] {
  if (!mayHoldExperiment.test(text)) return [];
  return scanBlocks(text).flatMap((block) => (block.type === 'fence' ? (readBlock(text, block) ?? []) : []));
}

function readBlock(text: string, block: ScannedBlock): ExperimentBlock | undefined {
  const info = text.slice(block.info.start, block.info.end);
  const keyword = experimentInfo.exec(info)?.[0];
  const first = block.lines[0];
  const last = block.lines.at(-1);
  if (keyword === undefined || !first || !last) return undefined;
  const id = info.slice(keyword.length).trim();
  const lines = block.lines.slice(1, block.closed ? -1 : undefined).map((line) => line.content);
  const bodyStart = block.lines[1]?.line.start ?? first.line.end;
  const bodyRange = {
    start: bodyStart,
    end: block.closed ? last.line.start : Math.max(bodyStart, last.line.end),
  };
  return {
    id,
    range: { start: first.content.start, end: last.line.end },
    fence: { start: first.line.start, end: first.line.end },
    idRange: { start: block.info.end - id.length, end: block.info.end },
    closed: block.closed,
    body: text.slice(bodyRange.start, bodyRange.end),
    bodyRange,
    lines,
  };
}
