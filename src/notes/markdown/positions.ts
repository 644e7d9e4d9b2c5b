import type { Node } from 'mdast';
import type { OffsetRange } from '../../base/text';

/** Gives a node its place. Lines and columns are not counted: offsets alone are looked at. */
export function positioned<T extends Node>(node: T, { start, end }: OffsetRange): T {
  node.position = { start: { line: 1, column: 1, offset: start }, end: { line: 1, column: 1, offset: end } };
  return node;
}

/** A copy of a node and all below it, so many characters further on. */
export function movedBy<T extends Node>(node: T, shift: number): T {
  const copy: T = { ...node };
  const { position } = node;
  if (position?.start.offset !== undefined && position.end.offset !== undefined) {
    positioned(copy, { start: position.start.offset + shift, end: position.end.offset + shift });
  }
  const { children } = node as { children?: readonly Node[] };
  if (children) {
    (copy as { children?: Node[] }).children = children.map((child) => movedBy(child, shift));
  }
  return copy;
}
