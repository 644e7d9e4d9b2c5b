import type { OffsetRange } from '../../base/text';
import type { OutlineNode } from '../outline/outline';
import { type LectureLabels, type LineLabel } from './labels';
import type { LectureSection } from './lecture';
import { bodyOf, isBlankPassage, passageOf } from './passages';
import { readPartLabel } from './partLabel';
import type { SectionKey } from './words';

/** A node that a label opens. */
export interface LabelledNode {
  readonly node: OutlineNode;
  readonly label: LineLabel;
}

/** What stands directly in a part, or in a lecture outside of its parts. */
export interface FoundSections {
  readonly sections: readonly (LabelledNode & { readonly key: SectionKey })[];
  /** Limitations and fixes that no section holds. */
  readonly sides: readonly LabelledNode[];
}

const levelsDown = 3;

/** The label that a node's line starts with. */
export function labelOf(
  text: string,
  node: OutlineNode,
  labels: LectureLabels,
  within?: 'limitation',
): LineLabel | undefined {
  if (node.kind === 'table' || node.kind === 'verbatim' || node.kind === 'root') return undefined;
  return labels.read(text, node.line.content, within);
}

/** Finds the sections of a part, within headings and bullets of its author's own too. */
export function findSections(text: string, parent: OutlineNode, labels: LectureLabels): FoundSections {
  const sections: (LabelledNode & { key: SectionKey })[] = [];
  const sides: LabelledNode[] = [];
  const look = (node: OutlineNode, depth: number): void => {
    for (const child of node.children) {
      if (child.kind === 'heading' && readPartLabel(text, child.line.content, true)) continue;
      const label = labelOf(text, child, labels);
      if (label) {
        if (label.key === 'prev' || label.key === 'fix') sides.push({ node: child, label });
        else if (label.key !== 'answer') {
          sections.push({ node: child, label, key: label.key });
          if (child.kind === 'heading') lookBelow(child, label.key, depth);
        }
      } else if (child.kind === 'heading' || (depth > 0 && groups(text, child, labels)))
        look(child, depth - 1);
    }
  };
  // "Flow:" on a line of its own, and further on in the same list "- Why it matters".
  const lookBelow = (heading: OutlineNode, key: SectionKey, depth: number): void => {
    for (const child of heading.children) {
      if (child.kind !== 'item' && child.kind !== 'heading') continue;
      const label = labelOf(text, child, labels);
      const isOther = label !== undefined && isWhole(label) && isSectionKey(label) && label.key !== key;
      if (isOther) sections.push({ node: child, label, key: label.key as SectionKey });
      else if (child.kind === 'heading' && depth > 0 && !label) lookBelow(child, key, depth - 1);
    }
  };
  look(parent, levelsDown);
  return { sections, sides };
}

/** A bullet of the author's own that gathers sections: "- Notes" with "- Limitation → Fix" and "- Flow" below. */
function groups(text: string, node: OutlineNode, labels: LectureLabels): boolean {
  if (node.kind !== 'item') return false;
  return node.children.some((child) => {
    const label = child.kind === 'item' ? labelOf(text, child, labels) : undefined;
    return label !== undefined && isWhole(label) && isSectionKey(label);
  });
}

/** Whether the label is all that its line says. */
export function isWhole({ rest }: LineLabel): boolean {
  return rest.start >= rest.end;
}

export function isSectionKey(label: LineLabel): boolean {
  return label.key !== 'prev' && label.key !== 'fix' && label.key !== 'answer';
}

/** A section as the note has it; what other sections within it hold is not its own. */
export function toSection(
  text: string,
  { node, label, key }: FoundSections['sections'][number],
  blank: (body: OffsetRange) => boolean,
): LectureSection {
  const body = bodyOf(text, node, label.rest);
  return {
    key,
    label: passageOf(text, label.range),
    range: { start: node.line.start, end: node.end },
    node,
    isEmpty: isBlankPassage(text, body) || blank(body),
  };
}
