import Papa from 'papaparse';
import { CodedError } from '../../base/errors';
import type { DataReadOptions } from './dataSet';
import type { DataDecoder, DataSource, DecodedData } from './dataDecoder';
import { TableBuilder } from './tableBuilder';

/** A row longer than this is taken for a quote that was never closed. */
const longestRow = 1 << 24;
const headLength = 1 << 16;

/**
 * Comma-, semicolon- or tab-separated text (RFC 4180: quoted fields may hold delimiters, doubled quotes and line
 * ends) in UTF-8 or, with a byte-order mark, UTF-16. Lines end in LF, CRLF or CR; empty lines are skipped.
 */
export class DelimitedDecoder implements DataDecoder {
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private readonly table: TableBuilder;
  private rest = '';
  private line = 1;
  private seenBytes = 0;
  private newline: '\n' | '\r' | undefined;

  /** @param delimiter told from the first lines where it is not given. */
  constructor(
    private readonly source: DataSource,
    options: DataReadOptions,
    private delimiter?: string,
  ) {
    this.table = new TableBuilder(source, options);
  }

  push(bytes: Uint8Array): void {
    this.decoder ??= new TextDecoder(encodingOf(bytes));
    this.seenBytes += bytes.length;
    this.rest += this.decoder.decode(bytes, { stream: true });
    if (this.newline === undefined && this.rest.length < headLength) return;
    this.consume(false);
  }

  finish(): DecodedData {
    if (this.decoder !== undefined) this.rest += this.decoder.decode();
    this.consume(true);
    return this.table.finish();
  }

  private consume(final: boolean): void {
    if (this.newline === undefined) {
      const head = this.rest.slice(0, headLength);
      this.newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
      this.delimiter ??= sniffDelimiter(head, this.newline);
    }
    const text = this.rest;
    const quoted = text.includes('"');
    let consumed = 0;
    let pending: { cells: string[]; end: number; torn: boolean } | undefined;
    const { bytes } = this.source;
    const share = bytes === undefined ? 0 : Math.min(1, this.seenBytes / Math.max(1, bytes));
    Papa.parse<string[]>(text, {
      delimiter: this.delimiter ?? ',',
      newline: this.newline,
      step: ({ data, errors, meta }) => {
        if (pending) this.emit(pending.cells, quoted, share * (pending.end / text.length));
        if (pending) consumed = pending.end;
        pending = { cells: data, end: meta.cursor, torn: errors.some((e) => e.code === 'MissingQuotes') };
      },
    });
    if (pending && final) {
      if (pending.torn) throw this.unclosedQuote();
      if (consumed < text.length) this.emit(pending.cells, quoted, 1);
      consumed = text.length;
    }
    this.rest = text.slice(consumed);
    if (this.rest.length > longestRow) throw this.unclosedQuote();
  }

  private emit(cells: string[], quoted: boolean, consumed: number): void {
    const line = this.line++;
    if (quoted) for (const cell of cells) this.line += countLineEnds(cell);
    const last = cells.length - 1;
    const tail = cells[last];
    if (tail?.endsWith('\r')) cells[last] = tail.slice(0, -1);
    if (cells.length > 1 || cells[0]?.trim()) this.table.addRow(cells, line, consumed);
  }

  private unclosedQuote(): CodedError {
    return new CodedError('data.unreadable', 'a quote opened in this row is never closed.', {
      remedy: 'Close it, or double it ("") where it belongs to the text.',
      location: { file: this.source.path, line: this.line },
    });
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The delimiter that splits the first lines into the same number of fields, more than one; a comma when in doubt. */
function sniffDelimiter(head: string, newline: string): string {
  const lines = head
    .split(newline)
    .slice(0, 10)
    .filter((line, i, all) => line.trim() !== '' && (i === 0 || i < all.length - 1))
    .map((line) => line.replace(/"[^"]*"/g, ''));
  for (const delimiter of ['\t', ';', ',']) {
    const counts = lines.map((line) => line.split(delimiter).length);
    if ((counts[0] ?? 0) > 1 && counts.every((n) => n === counts[0])) return delimiter;
  }
  const first = lines[0] ?? '';
  return [',', ';', '\t'].find((delimiter) => first.includes(delimiter)) ?? ',';
}

function countLineEnds(text: string): number {
  let n = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) n++;
  return n;
}
