import type { OffsetRange } from '../base/text';

/** A fenced block whose info string is `experiment <id>`. */
export interface ExperimentBlock {
  /** What follows `experiment`, trimmed: one word where it is well formed, empty where it is missing. */
  readonly id: string;
  /** The whole block, fences included. */
  readonly range: OffsetRange;
  /** The opening fence's line, without its line end: where the lens and whole-block problems go. */
  readonly fence: OffsetRange;
  /** The id within the fence line; empty, at the line's end, where the id is missing. */
  readonly idRange: OffsetRange;
  /** Whether there is a closing fence; without one, markdown takes the rest of the note for the body. */
  readonly closed: boolean;
  /**
   * The body between the fences, a verbatim slice of the note (`body` starts at offset `bodyRange.start`); YAML
   * offsets into it are note offsets after adding that start. Indented and quoted blocks are kept verbatim too.
   */
  readonly body: string;
  readonly bodyRange: OffsetRange;
  /** One range of the note a body line: without the block's indentation, quote marks and line end. */
  readonly lines: readonly OffsetRange[];
}
