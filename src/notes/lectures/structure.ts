import { type HeadingLike, type Outline, type OutlineNode } from '../outline/outline';
import { type LectureLabels, type LineLabel } from './labels';
import type { MetaField } from './lecture';
import { readFrontmatterFields, readMetaFields, readMetaLine, readMetaTable } from './metaFields';
import { readPartLabel, type PartLabel } from './partLabel';
import { findSections, isSectionKey, isWhole, labelOf } from './sections';
import type { SectionKey } from './words';

/** What stands in a lecture note, in its order: what opens lectures and parts, and what stands beside them. */
export type Landmark =
  | {
      readonly type: 'title';
      readonly node: OutlineNode;
      /** Parts or meta stand below it. */ readonly holds: boolean;
    }
  | { readonly type: 'meta'; readonly node: OutlineNode | undefined; readonly fields: readonly MetaField[] }
  | { readonly type: 'part'; readonly node: OutlineNode; readonly label: PartLabel | undefined }
  | {
      readonly type: 'section';
      readonly node: OutlineNode;
      readonly label: LineLabel;
      readonly key: SectionKey;
      readonly parent: OutlineNode;
    };

const partLevel = 7;
const sectionLevel = 8;
const boldLevel = 9;

/** What is said in few words is said beside its label. "Question: …" is a question, not a section of them. */
const opensOnOneLine: ReadonlySet<string> = new Set(['limitation', 'flow', 'terms', 'why']);

/** Lines that serve as headings in a lecture note: in bold, or ending with a colon, or naming what they open. */
export function lectureHeadingLike(labels: LectureLabels): HeadingLike {
  return (content) => {
    if (content.length > 120) return undefined;
    const bold = /^(\*\*|__)(?=\S)([^*_]+)\1\s*[:：]?$/u.exec(content)?.[2];
    const whole = bold ?? content;
    const part = readPartLabel(whole, { start: 0, end: whole.length }, bold !== undefined);
    if (part && (bold !== undefined || /^\s*(?:[:：–—|-]|$)/u.test(whole.slice(part.name.end))))
      return partLevel;
    if (bold === undefined && /[:：]/u.test(whole)) {
      const label = labels.read(whole, { start: 0, end: whole.length });
      if (label && !isWhole(label) && opensOnOneLine.has(label.key)) return sectionLevel;
    }
    if (bold === undefined && whole.length > 60) return undefined;
    const key = labels.classify(whole);
    if (key === 'answer') return undefined;
    if (key === 'prev' || key === 'fix')
      return bold !== undefined || /[:：]$/u.test(whole) ? boldLevel : undefined;
    if (key) return sectionLevel;
    return bold === undefined ? undefined : boldLevel;
  };
}

/** The landmarks of a note. */
export function readLandmarks(outline: Outline, labels: LectureLabels): readonly Landmark[] {
  const reader = new LandmarkReader(outline, labels);
  const fields = readFrontmatterFields(outline);
  if (fields.length > 0) reader.found.push({ type: 'meta', node: undefined, fields });
  reader.walk(outline.root, levelsOfItems);
  return reader.found;
}

/** Lists that hold a whole lecture are few levels deep until its parts begin. */
const levelsOfItems = 3;

class LandmarkReader {
  readonly found: Landmark[] = [];
  private readonly parts = new Map<OutlineNode, boolean>();

  constructor(
    private readonly outline: Outline,
    private readonly labels: LectureLabels,
  ) {}

  walk(parent: OutlineNode, depth: number): void {
    const { children } = parent;
    for (let index = 0; index < children.length; index++) {
      const node = children[index];
      if (!node) break;
      const fields = this.looseMeta(children, index);
      if (fields.length > 0) {
        this.found.push({ type: 'meta', node: undefined, fields });
        index += node.kind === 'table' ? 0 : fields.length - 1;
      } else if (node.kind !== 'table' && node.kind !== 'verbatim') this.look(node, parent, depth);
    }
  }

  private look(node: OutlineNode, parent: OutlineNode, depth: number): void {
    const part = this.partLabel(node);
    if (part) return this.addPart(node, part);
    const label = labelOf(this.outline.text, node, this.labels);
    if (label?.key === 'meta' && (isWhole(label) || node.children.length > 0)) {
      const fields = readMetaFields(this.outline.text, node);
      this.found.push({ type: 'meta', node, fields });
    } else if (label && isSectionKey(label) && label.key !== 'meta') {
      const key = label.key as SectionKey;
      this.found.push({ type: 'section', node, label, key, parent });
      if (node.kind === 'heading') this.hoist(node);
    } else if (node.kind === 'heading') this.lookBelow(node, depth);
    else if (node.kind === 'item' && depth > 0 && this.opensLecture(node)) this.lookBelow(node, depth - 1);
  }

  private lookBelow(node: OutlineNode, depth: number): void {
    if (this.isPart(node)) return this.addPart(node, undefined);
    const before = this.found.length;
    this.found.push({ type: 'title', node, holds: false });
    this.walk(node, depth);
    const holds = this.found.slice(before + 1).some(({ type }) => type === 'part' || type === 'meta');
    this.found[before] = { type: 'title', node, holds };
  }

  private addPart(node: OutlineNode, label: PartLabel | undefined): void {
    this.found.push({ type: 'part', node, label });
    this.hoist(node);
  }

  /** A part whose heading is deeper than that of the one before it is none of its sections. */
  private hoist(node: OutlineNode): void {
    for (const child of node.children) {
      if (child.kind !== 'heading') continue;
      const part = this.partLabel(child);
      if (part) this.addPart(child, part);
      else this.hoist(child);
    }
  }

  private partLabel(node: OutlineNode): PartLabel | undefined {
    if (node.kind !== 'heading' && (node.kind !== 'item' || node.children.length === 0)) return undefined;
    return readPartLabel(this.outline.text, node.line.content, node.kind === 'heading');
  }

  /** A heading that holds what a part does, whatever it is called, and no parts itself. */
  private isPart(node: OutlineNode): boolean {
    if (node.kind !== 'heading') return false;
    const known = this.parts.get(node);
    if (known !== undefined) return known;
    const { sections, sides } = findSections(this.outline.text, node, this.labels);
    const keys = new Set(sections.map(({ key }) => key));
    const sided = new Set(sides.map(({ label }) => label.key)).size === 2;
    const isPart =
      (keys.has('limitation') || keys.has('flow') || keys.has('why') || sided) &&
      !keys.has('meta') &&
      !this.holdsPart(node);
    this.parts.set(node, isPart);
    return isPart;
  }

  private holdsPart(node: OutlineNode): boolean {
    return node.children.some(
      (child) =>
        child.kind === 'heading' &&
        (this.partLabel(child) !== undefined ||
          (labelOf(this.outline.text, child, this.labels) === undefined &&
            (this.isPart(child) || this.holdsPart(child)))),
    );
  }

  /** "- Lecture 3" above bullets for meta and parts. */
  private opensLecture(node: OutlineNode): boolean {
    return node.children.some((child) => {
      if (child.kind !== 'item') return false;
      if (this.partLabel(child)) return true;
      const label = labelOf(this.outline.text, child, this.labels);
      return label?.key === 'meta' && isWhole(label);
    });
  }

  /** Fields without a heading "Meta" above them: two known ones in a row at least. */
  private looseMeta(siblings: readonly OutlineNode[], index: number): readonly MetaField[] {
    const { text } = this.outline;
    const first = siblings[index];
    if (first?.kind === 'table') {
      const fields = readMetaTable(text, first);
      return fields.filter(({ key }) => key !== undefined).length >= 2 ? fields : [];
    }
    const fields: MetaField[] = [];
    for (const node of siblings.slice(index, index + 12)) {
      if (node.kind !== 'item' && node.kind !== 'text') break;
      const field = readMetaLine(text, node.line.content, node);
      if (!field?.key) break;
      fields.push(field);
    }
    return new Set(fields.map(({ key }) => key)).size >= 2 ? fields : [];
  }
}
