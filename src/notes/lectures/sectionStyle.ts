import { lineEnd } from '../outline/lineEnds';
import type { OutlineNode } from '../outline/outline';
import type { LectureLabels } from './labels';
import type { LectureSection } from './lecture';
import { labelOf } from './sections';

/** How a note writes one of its sections, for another to be written alike. */
export interface WrittenSection {
  /** The line of its label, in pieces; `comment` is what the template says of it to whoever fills it in. */
  readonly before: string;
  readonly label: string;
  readonly after: string;
  readonly comment: string;
  /** Before the bullets below it, from the start of a line. */
  readonly childIndent: string | undefined;
  readonly childMarker: string | undefined;
  /** What is said below it begins on lines without bullets, or on its own line. */
  readonly isPlain: boolean;
  /** What is said begins beside the label. */
  readonly onLine: boolean;
  /** "prev: " and "fix: " as the section has them; empty where it has none. */
  readonly sides: readonly string[];
}

/** Emphasis that closes a label is shorter; a label of nothing but marks is no label. */
const mostMarks = 40;

/** Takes a section's writing apart. */
export function writingOf(text: string, section: LectureSection, labels: LectureLabels): WrittenSection {
  const { node } = section;
  const { range } = section.label;
  const line = text.slice(node.line.start, lineEnd(text, node.line.content.start));
  const labelAt = range.start - node.line.start;
  const written = text.slice(range.start, range.end);
  const opening = /^[*_`]*/.exec(written)?.[0] ?? '';
  const closing = /[*_`]*\s*[:：]?[*_`]*$/u.exec(written.slice(opening.length).slice(-mostMarks))?.[0] ?? '';
  const isUnderlined = node.kind === 'heading' && node.level <= 2 && !/^[\s>]*#/.test(line);
  const rest = labelOf(text, node, labels)?.rest;
  const hasRest = rest !== undefined && rest.start < rest.end && rest.start > range.end;
  const tail = text.slice(range.end, hasRest ? rest.start : node.line.start + line.length);
  const comment = /<!--[^]*?-->/.exec(tail)?.[0] ?? '';
  const child = node.children.find(({ kind }) => kind === 'item');
  return {
    before: (isUnderlined ? `${'#'.repeat(node.level)} ` : line.slice(0, labelAt)) + opening,
    label: written.slice(opening.length, written.length - closing.length),
    after: closing + tail.replace(/\s*<!--[^]*?(?:-->|$)/, '').replace(/#+\s*$/, ''),
    comment: comment === '' ? '' : tail.slice(0, tail.indexOf(comment)).replace(/\S/g, '') + comment,
    childIndent: child && indentOf(text, child),
    childMarker: child && text.slice(child.line.marker.start, child.line.marker.end).replace(/\s*\[.\]$/, ''),
    onLine: hasRest,
    isPlain: !child && (hasRest || node.children.length > 0),
    sides: sideLabels(text, node, labels),
  };
}

/** What stands before the marker on the node's line: white space, quote marks. */
export function indentOf(text: string, node: OutlineNode): string {
  return text.slice(node.line.start, node.line.marker.start);
}

function sideLabels(text: string, node: OutlineNode, labels: LectureLabels): readonly string[] {
  const found = node.children.flatMap((child) => {
    const label = child.kind === 'item' ? labelOf(text, child, labels, 'limitation') : undefined;
    if (label?.key !== 'prev' && label?.key !== 'fix') return [];
    const { start } = child.line.content;
    const end = label.rest.start < label.rest.end ? label.rest.start : label.range.end;
    const written = text.slice(start, end).trimEnd();
    return [{ key: label.key, written: /[:：*_–—-]$/u.test(written) ? `${written} ` : `${written}: ` }];
  });
  const prev = found.find(({ key }) => key === 'prev');
  const fix = found.find(({ key }) => key === 'fix');
  return prev && fix ? [prev.written, fix.written] : [];
}
