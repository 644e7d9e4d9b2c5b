import type { OffsetRange } from '../base/text';

/**
 * A live value: `<!-- result <experiment>[.<field>] -->` … `<!-- /result -->`. Only the text between the two
 * comments is ever rewritten.
 */
export interface ResultMarker {
  readonly experimentId: string;
  /** What of the result: an estimate's key such as `twonn` or `mle(k=10)`; undefined means the whole result. */
  readonly field: string | undefined;
  /** `block` where both comments stand on lines of their own, `inline` otherwise. */
  readonly form: 'inline' | 'block';
  /** Both comments and what is between. */
  readonly range: OffsetRange;
  /** What is between the comments. */
  readonly content: OffsetRange;
  readonly text: string;
}
