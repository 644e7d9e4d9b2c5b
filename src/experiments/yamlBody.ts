import { isCollection, isScalar, parseDocument, visit, type Document, type YAMLError } from 'yaml';
import type { OffsetRange } from '../base/text';
import type { ExperimentBlock } from '../notes/experimentBlock';

/** A block's body as YAML: its text without the indentation and quote marks of the note, and the way back. */
export interface YamlBody {
  readonly text: string;
  readonly document: Document.Parsed;
  /** A range of `text` as a range of the note; never empty, so that an editor can underline it. */
  toNote(start: number, end: number): OffsetRange;
}

export interface YamlFault {
  readonly message: string;
  readonly remedy: string;
  readonly start: number;
  readonly end: number;
}

export function parseYamlBody(block: ExperimentBlock): YamlBody {
  const slices = block.lines.map(({ start, end }) =>
    block.body.slice(start - block.bodyRange.start, end - block.bodyRange.start),
  );
  const text = slices.join('\n');
  const starts: number[] = [];
  let at = 0;
  for (const slice of slices) {
    starts.push(at);
    at += slice.length + 1;
  }
  const toNoteOffset = (offset: number): number => {
    const index = starts.findLastIndex((start) => start <= offset);
    const line = block.lines[index];
    return line ? Math.min(line.start + offset - (starts[index] ?? 0), line.end) : block.fence.end;
  };
  return {
    text,
    document: parseDocument(text, { prettyErrors: false, logLevel: 'silent' }),
    toNote(start, end) {
      const [from, to] = visibleRange(text, start, end);
      return { start: toNoteOffset(from), end: toNoteOffset(to) };
    },
  };
}

/** The range without white space at its ends; of an empty one, the last word before it. */
function visibleRange(text: string, start: number, end: number): [number, number] {
  const from = Math.min(start, text.length);
  const slice = text.slice(from, end);
  if (slice.trim() !== '') {
    return [from + slice.length - slice.trimStart().length, from + slice.trimEnd().length];
  }
  const before = /\S+\s*$/.exec(text.slice(0, from));
  if (!before) return [0, text.length];
  return [before.index, before.index + before[0].trimEnd().length];
}

/** What keeps the text from being YAML: the first fault, and every option given twice. */
export function yamlFaults(body: YamlBody): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  for (const error of [...body.document.errors, ...body.document.warnings]) {
    const isDuplicate = error.code === 'DUPLICATE_KEY';
    if (isDuplicate || faults.length === 0) faults.push(describe(body, error));
    if (!isDuplicate) break;
  }
  return faults;
}

function describe({ text, document }: YamlBody, error: YAMLError): YamlFault {
  const [start] = error.pos;
  const lineEnd = endOfLine(text, start);
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^[^\s:]+/.exec(text.slice(start))?.[0] ?? '';
      return {
        message: `The option “${key}” is given twice.`,
        remedy: 'Keep one of the two.',
        start,
        end: start + key.length,
      };
    }
    case 'TAB_AS_INDENT':
      return { message: 'YAML takes no tabs for indentation.', remedy: 'Use spaces.', start, end: lineEnd };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'There is a second colon in this value, or the line after it is indented by mistake.',
        remedy: 'Begin every option in the same column, and put a value that holds “: ” in quotes.',
        start,
        end: lineEnd,
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return keyWithoutValue(text, start);
    case 'BAD_INDENT':
    case 'MISSING_CHAR': {
      const open = unfinished(document, text);
      if (open) {
        const line = endOfLine(text, open.start);
        return {
          message: `This ${open.what} is never closed.`,
          remedy: open.remedy,
          start: open.start,
          end: line,
        };
      }
      return error.code === 'MISSING_CHAR' ? keyWithoutValue(text, start) : asReported(error, lineEnd);
    }
    default:
      return asReported(error, lineEnd);
  }
}

function asReported(error: YAMLError, end: number): YamlFault {
  return {
    message: `This is not YAML: ${error.message}.`,
    remedy: 'Write every option as “key: value” on a line of its own.',
    start: error.pos[0],
    end: Math.max(end, error.pos[0]),
  };
}

function keyWithoutValue(text: string, start: number): YamlFault {
  const line = text.slice(start, endOfLine(text, start)).trim();
  const joined = /^([\w-]+):(\S.*)$/.exec(line);
  return {
    message: `“${line}” is not of the form “key: value”.`,
    remedy: joined
      ? `Put a space after the colon: “${joined[1]}: ${joined[2]}”.`
      : 'Write a colon and a space after the key.',
    start,
    end: endOfLine(text, start),
  };
}

/** The first list, map or quoted text that has no end. */
function unfinished(
  document: Document.Parsed,
  text: string,
): { start: number; what: string; remedy: string } | undefined {
  let found: { start: number; what: string; remedy: string } | undefined;
  visit(document, {
    Node(_key, node) {
      const [start, end] = node.range ?? [0, 0];
      if (isCollection(node) && node.flow) {
        const close = text[start] === '[' ? ']' : '}';
        if (text[end - 1] !== close) {
          found = { start, what: close === ']' ? 'list' : 'map', remedy: `Close it with “${close}”.` };
          return visit.BREAK;
        }
      }
      if (isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')) {
        const quote = text[start] ?? '"';
        if (end - start < 2 || text[end - 1] !== quote) {
          found = { start, what: 'quoted text', remedy: `Close it with ${quote}.` };
          return visit.BREAK;
        }
      }
      return undefined;
    },
  });
  return found;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
