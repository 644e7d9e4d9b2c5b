import type { OffsetRange } from '../../base/text';
import type { OutlineNode } from '../outline/outline';
import { findArrow, type LectureLabels, type LineLabel } from './labels';
import type { LimitationFix, Passage } from './lecture';
import { bodyOf, isBlankPassage, passageOf } from './passages';
import { labelOf, type LabelledNode } from './sections';
import { rowCells } from './tableCells';

interface Side {
  readonly side: 'limitation' | 'fix';
  readonly passage: Passage | undefined;
}

/**
 * What a section "Limitation → Fix" holds: sides with labels, on lines of their own or on one; rows of a table; an
 * arrow between two; or, without any of these, two bullets of which the second answers the first.
 */
export function readLimitations(
  text: string,
  { node, label }: LabelledNode,
  labels: LectureLabels,
): readonly LimitationFix[] {
  const sides: Side[] = [];
  if (label.rest.start < label.rest.end) sides.push(...sidesOfLine(text, node, label.rest, labels));
  const plain: OutlineNode[] = [];
  for (const child of node.children) {
    if (child.kind === 'table') sides.push(...sidesOfTable(text, child, labels));
    else {
      const found = sidesOfNode(text, child, labels);
      if (found) sides.push(...found);
      else plain.push(child);
    }
  }
  if (sides.length > 0) return pairUp(sides);
  const passages = plain.flatMap(
    (child) => filled(text, { start: child.line.content.start, end: child.end }) ?? [],
  );
  if (passages.length === 2) return [{ limitation: passages[0], fix: passages[1] }];
  const [first] = passages;
  const last = passages.at(-1);
  if (!first || !last) return [];
  return [{ limitation: passageOf(text, { start: first.range.start, end: last.range.end }), fix: undefined }];
}

/** Limitations and fixes that stand in a part without a section around them. */
export function readLooseSides(
  text: string,
  found: readonly LabelledNode[],
  labels: LectureLabels,
): readonly LimitationFix[] {
  return pairUp(found.flatMap(({ node, label }) => sidesOfLabel(text, node, label, labels)));
}

function sidesOfNode(text: string, node: OutlineNode, labels: LectureLabels): readonly Side[] | undefined {
  const label = labelOf(text, node, labels, 'limitation');
  if (label && (label.key === 'prev' || label.key === 'fix')) return sidesOfLabel(text, node, label, labels);
  const { content } = node.line;
  const arrow = findArrow(text, content);
  if (arrow) return sidesAround(text, node, content, arrow, labels);
  // "- 1st problem" with the labelled ones below it.
  const below = node.children.flatMap((child) => sidesOfNode(text, child, labels) ?? []);
  return node.kind === 'item' && below.length > 0 ? below : undefined;
}

/** "prev: …", with "→ fix: …" on the same line, or the fix as a bullet below it. */
function sidesOfLabel(
  text: string,
  node: OutlineNode,
  label: LineLabel,
  labels: LectureLabels,
): readonly Side[] {
  const side = sideOf(label);
  const arrow = side === 'limitation' ? findArrow(text, label.rest) : undefined;
  if (arrow) {
    const right = { start: arrow.end, end: node.line.content.end };
    const second = labels.read(text, trimStart(text, right), 'limitation');
    if (second?.key === 'fix') {
      const from = { start: label.rest.start, end: arrow.start };
      return [
        { side, passage: filled(text, from) },
        {
          side: 'fix',
          passage: filled(text, { start: second.rest.start, end: Math.max(node.end, second.rest.end) }),
        },
      ];
    }
  }
  const [nested] = node.children.filter((child) => {
    const inner = child.kind === 'item' ? labelOf(text, child, labels, 'limitation') : undefined;
    return inner?.key === 'fix' && side === 'limitation';
  });
  if (!nested) return [{ side, passage: filled(text, bodyOf(text, node, label.rest)) }];
  const own = bodyOf(text, node, label.rest);
  const inner = labelOf(text, nested, labels, 'limitation');
  const limitation = { start: own.start, end: Math.max(own.start, lastBefore(node, nested)) };
  return [
    { side, passage: filled(text, limitation) },
    { side: 'fix', passage: inner && filled(text, bodyOf(text, nested, inner.rest)) },
  ];
}

/** The end of what stands in the node before the child. */
function lastBefore(node: OutlineNode, child: OutlineNode): number {
  const before = node.children[node.children.indexOf(child) - 1];
  return before?.end ?? node.line.content.end;
}

function sidesOfLine(
  text: string,
  node: OutlineNode,
  rest: OffsetRange,
  labels: LectureLabels,
): readonly Side[] {
  const arrow = findArrow(text, rest);
  if (arrow) return sidesAround(text, node, rest, arrow, labels);
  const label = labels.read(text, rest, 'limitation');
  if (label?.key === 'fix' || label?.key === 'prev')
    return [{ side: sideOf(label), passage: filled(text, label.rest) }];
  return [{ side: 'limitation', passage: filled(text, rest) }];
}

function sidesAround(
  text: string,
  node: OutlineNode,
  whole: OffsetRange,
  arrow: OffsetRange,
  labels: LectureLabels,
): readonly Side[] {
  const unlabelled = (range: OffsetRange): OffsetRange => {
    const trimmed = trimStart(text, range);
    const label = labels.read(text, trimmed, 'limitation');
    return label?.key === 'prev' || label?.key === 'fix' ? label.rest : trimmed;
  };
  // What is nested below the line goes on with its end, which is the fix.
  const last = node.line.content.end === whole.end ? Math.max(node.end, whole.end) : whole.end;
  const right = unlabelled({ start: arrow.end, end: whole.end });
  return [
    { side: 'limitation', passage: filled(text, unlabelled({ start: whole.start, end: arrow.start })) },
    { side: 'fix', passage: filled(text, { start: right.start, end: last }) },
  ];
}

function sidesOfTable(text: string, table: OutlineNode, labels: LectureLabels): readonly Side[] {
  const [header, ...rows] = table.lines;
  if (!header) return [];
  const names = rowCells(text, header).map((cell) =>
    labels.classify(text.slice(cell.start, cell.end), 'limitation'),
  );
  const isHeader = names.includes('prev') || names.includes('fix');
  const limitation = isHeader ? names.indexOf('prev') : 0;
  const fix = isHeader ? names.indexOf('fix') : 1;
  return (isHeader ? rows : table.lines).flatMap((line): Side[] => {
    const cells = rowCells(text, line);
    const cell = (index: number): Passage | undefined => {
      const range = cells[index];
      return range && filled(text, range);
    };
    return [
      { side: 'limitation', passage: cell(limitation) },
      { side: 'fix', passage: cell(fix) },
    ];
  });
}

/** Each fix with the limitation before it. */
function pairUp(sides: readonly Side[]): readonly LimitationFix[] {
  const pairs: { limitation: Passage | undefined; fix: Passage | undefined }[] = [];
  let last: Side['side'] | undefined;
  for (const { side, passage } of sides) {
    const open = pairs.at(-1);
    if (side === 'fix' && open && last === 'limitation') open.fix = passage;
    else if (side === 'fix') pairs.push({ limitation: undefined, fix: passage });
    else pairs.push({ limitation: passage, fix: undefined });
    last = side;
  }
  // Two limitations above two fixes: the lists go together, in their order.
  const isParallel =
    pairs.length > 2 &&
    sides.map(({ side }) => side[0]).join('') ===
      `${'l'.repeat(sides.length / 2)}${'f'.repeat(sides.length / 2)}`;
  if (isParallel) {
    const half = sides.length / 2;
    return sides
      .slice(0, half)
      .map(({ passage }, index) => ({ limitation: passage, fix: sides[half + index]?.passage }));
  }
  return pairs.filter(({ limitation, fix }) => limitation ?? fix);
}

function sideOf({ key }: LineLabel): Side['side'] {
  return key === 'fix' ? 'fix' : 'limitation';
}

function filled(text: string, range: OffsetRange): Passage | undefined {
  return isBlankPassage(text, range) ? undefined : passageOf(text, range);
}

function trimStart(text: string, { start, end }: OffsetRange): OffsetRange {
  let from = start;
  while (from < end && /\s/.test(text[from] ?? '')) from++;
  return { start: from, end };
}
