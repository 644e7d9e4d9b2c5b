import type { OffsetRange } from '../../base/text';
import { trimRange, type NoteLine } from '../outline/lines';
import type { Outline, OutlineNode } from '../outline/outline';
import type { MetaField, MetaKey } from './lecture';
import { isBlankPassage, passageOf } from './passages';
import { rowCells } from './tableCells';
import { normaliseLabel } from './words';

const names: Readonly<Record<MetaKey, string>> = {
  course:
    'course|course name|class|subject|series|lecture series|module|seminar|school|program|' +
    '강의|강의명|과목|과목명|수업|수업명|과정|강좌|강좌명|시리즈|세미나',
  title: 'title|lecture|lecture title|topic|lecture topic|name|제목|주제|강의 제목|강의 주제|회차|차시',
  date: 'date|day|when|date watched|watched on|lecture date|날짜|일자|일시|강의 날짜|강의일|수강일|시청일|작성일',
  lecturer:
    'lecturer|lecturers|speaker|speakers|instructor|instructors|professor|prof|teacher|by|presenter|taught by|host|' +
    '강사|강사명|교수|교수님|강연자|발표자|연사|담당 교수|선생님|강의자',
  source:
    'source|sources|link|links|url|video|video link|slides|recording|youtube|material|materials|reference|' +
    '출처|링크|영상|영상 링크|자료|강의 자료|강의 링크|주소|소스|원본',
};
const keys = new Map(
  Object.entries(names).flatMap(([key, labels]) => labels.split('|').map((label) => [label, key as MetaKey])),
);

/** What field a label such as "Source/Link" is of. */
function metaKeyOf(label: string): MetaKey | undefined {
  const normal = normaliseLabel(label);
  if (normal === '') return undefined;
  const whole = keys.get(normal);
  if (whole) return whole;
  const sides = normal.split(/\s*[/&,·|]\s*|\s+(?:and|or|및)\s+/);
  const found = sides.flatMap((side) => keys.get(side) ?? []);
  return found.length * 2 > sides.length ? found[0] : undefined;
}

const separator = /[:：](?!\/\/)|\s[–—-]\s|[–—]|\s=\s|\t/;
const lookAt = 80;

/** "Lecturer: …" as a line; undefined where it has no label in front. */
export function readMetaLine(
  text: string,
  { start, end }: OffsetRange,
  node: OutlineNode | undefined,
): MetaField | undefined {
  const head = text.slice(start, Math.min(end, start + lookAt));
  const mark = separator.exec(head);
  if (!mark || mark.index === 0) return undefined;
  const label = trimRange(text, start, start + mark.index);
  const emphasis = /^[*_]+/.exec(head)?.[0] ?? '';
  let from = start + mark.index + mark[0].length;
  if (emphasis !== '' && text.startsWith(emphasis, from)) from += emphasis.length;
  return field(text, label, trimRange(text, from, end), node);
}

/** The fields below a heading or a bullet "Meta", or beside it. */
export function readMetaFields(text: string, node: OutlineNode): readonly MetaField[] {
  return node.children.flatMap((child) => {
    if (child.kind === 'table') return readMetaTable(text, child);
    if (child.kind !== 'item' && child.kind !== 'text') return [];
    const found = readMetaLine(text, child.line.content, child);
    if (found && isEmpty(found) && child.children.length > 0) {
      // "- Source" with the links below it.
      const below = trimRange(text, child.children[0]?.line.content.start ?? child.end, child.end);
      return [{ ...found, value: passageOf(text, below) }];
    }
    const bare = found ?? bareField(text, child);
    return bare ? [bare] : [];
  });
}

/** "- Lecturer" with nothing beside it, or its value below. */
function bareField(text: string, node: OutlineNode): MetaField | undefined {
  const { content } = node.line;
  if (metaKeyOf(text.slice(content.start, content.end)) === undefined) return undefined;
  const first = node.children[0];
  const value = first
    ? trimRange(text, first.line.content.start, node.end)
    : { start: content.end, end: content.end };
  return field(text, content, value, node);
}

/** Rows "| Course | … |", or one row below a row of names. */
export function readMetaTable(text: string, table: OutlineNode): readonly MetaField[] {
  const rows = table.lines.map((line) => rowCells(text, line));
  const [header = [], first = []] = rows;
  const headed = header.map((cell) => metaKeyOf(text.slice(cell.start, cell.end)));
  if (headed.filter((key) => key !== undefined).length >= 2) {
    return header.map((cell, index) => field(text, cell, first[index] ?? emptyAt(table.end), undefined));
  }
  return rows.flatMap(([label, value]) =>
    label && metaKeyOf(text.slice(label.start, label.end))
      ? [field(text, label, value ?? emptyAt(label.end), undefined)]
      : [],
  );
}

/** The fields of YAML front matter, where it has some of a lecture's. */
export function readFrontmatterFields(outline: Outline): readonly MetaField[] {
  return outline.frontmatter.flatMap((line: NoteLine) => {
    const found = readMetaLine(outline.text, line.content, undefined);
    if (!found?.key) return [];
    const { start, end } = found.value.range;
    const quoted = /^(["']).*\1$/.test(outline.text.slice(start, end)) && end - start >= 2;
    return [
      quoted ? { ...found, value: passageOf(outline.text, { start: start + 1, end: end - 1 }) } : found,
    ];
  });
}

export function isEmpty({ value }: MetaField): boolean {
  return value.text === '';
}

function field(
  text: string,
  label: OffsetRange,
  value: OffsetRange,
  node: OutlineNode | undefined,
): MetaField {
  const key = metaKeyOf(text.slice(label.start, label.end));
  const says = isBlankPassage(text, value) ? { range: value, text: '' } : passageOf(text, value);
  return { key, label: passageOf(text, label), value: says, node };
}

function emptyAt(at: number): OffsetRange {
  return { start: at, end: at };
}
