import { CodedError } from '../../base/errors';
import { counted } from '../../base/words';
import { looksLikeHeader, readCell } from './cells';
import { gapRemedy, type DataReadOptions } from './dataSet';
import type { DataSource, DecodedData } from './dataDecoder';
import { checkMemory } from './memory';

/** Grows a matrix from the rows of a text table: header, label column, gaps, and where anything is wrong. */
export class TableBuilder {
  private first: { cells: readonly string[]; line: number } | undefined;
  private started = false;
  private width = 0;
  private labelIndex = -1;
  private names: string[] = [];
  private readonly labels: string[] = [];
  private values = new Float64Array(0);
  private rows = 0;
  private dropped = 0;
  private firstLine = 1;
  private readonly labelled: boolean;

  constructor(
    private readonly source: DataSource,
    private readonly options: DataReadOptions,
  ) {
    this.labelled = options.label !== undefined;
  }

  /** @param line of the file, from 1, on which the row begins. @param consumed share of the file read, 0 to 1; 0 where it is not known. */
  addRow(cells: readonly string[], line: number, consumed: number): void {
    if (this.started) {
      this.addData(cells, line, consumed);
    } else if (this.first === undefined) {
      this.first = { cells, line };
    } else {
      this.start(this.first, cells);
      this.addData(cells, line, consumed);
    }
  }

  finish(): DecodedData {
    if (!this.started) {
      if (this.first === undefined) {
        throw this.error(
          'the file holds no rows.',
          1,
          undefined,
          'Write one row a point, one column a feature.',
        );
      }
      this.start(this.first, undefined);
    }
    const columns = this.width - (this.labelled ? 1 : 0);
    if (this.rows === 0) {
      throw this.error(
        this.dropped > 0 ? `all ${this.dropped} rows miss a value.` : 'the file holds a header but no rows.',
        this.firstLine,
        undefined,
        this.dropped > 0
          ? 'Leave out the columns with gaps.'
          : 'Set `header: false` if the first line is data.',
      );
    }
    return {
      matrix: { rows: this.rows, columns, values: this.values.subarray(0, this.rows * columns) },
      columnNames: this.names,
      labels: this.labelled ? this.labels : undefined,
      droppedRows: this.dropped,
    };
  }

  private start(
    first: { cells: readonly string[]; line: number },
    second: readonly string[] | undefined,
  ): void {
    const { header } = this.options;
    const named = header === 'auto' ? looksLikeHeader(first.cells, second) : header;
    this.started = true;
    this.firstLine = first.line;
    this.width = first.cells.length;
    this.labelIndex = this.findLabel(named ? first.cells : undefined, first.line);
    const names = first.cells.map((cell, i) => (named && cell.trim()) || `x${i + 1}`);
    this.names = names.filter((_, i) => i !== this.labelIndex);
    if (this.names.length === 0) {
      throw this.error(
        'the only column is the label.',
        first.line,
        1,
        'Name another column, or leave `label` out.',
      );
    }
    if (!named) this.addData(first.cells, first.line, 0);
  }

  private findLabel(names: readonly string[] | undefined, line: number): number {
    const { label } = this.options;
    if (label === undefined) return -1;
    const wanted = String(label).trim();
    const named = names?.findIndex((name) => name.trim() === wanted) ?? -1;
    if (named >= 0) return named;
    if (/^\d+$/.test(wanted) && Number(wanted) < this.width) return Number(wanted);
    throw this.error(
      `there is no column "${wanted}" to be the label.`,
      line,
      undefined,
      names
        ? `The columns are ${listNames(names)}; an index counts from 0 to ${this.width - 1}.`
        : `The file has no header: give an index from 0 to ${this.width - 1}.`,
    );
  }

  private addData(cells: readonly string[], line: number, consumed: number): void {
    if (cells.length !== this.width) {
      throw this.error(
        `${counted(cells.length, 'field')} where line ${this.firstLine} has ${this.width}.`,
        line,
        undefined,
        'Give every row the same number of fields; put quotes around fields that hold the delimiter.',
      );
    }
    const columns = this.names.length;
    const at = this.rows * columns;
    if (at + columns > this.values.length) this.grow(columns, consumed);
    let column = 0;
    for (let i = 0; i < cells.length; i++) {
      const text = cells[i] ?? '';
      if (i === this.labelIndex) continue;
      const value = readCell(text);
      if (typeof value === 'number') {
        this.values[at + column++] = value;
      } else if (value === 'text') {
        throw this.notANumber(text, line, i);
      } else if (this.options.missing === 'drop-rows') {
        this.checkRest(cells, i + 1, line);
        this.dropped++;
        return;
      } else {
        throw this.error(
          `${this.columnName(i)} has no finite value ("${text.trim()}").`,
          line,
          i + 1,
          gapRemedy(this.options.missing),
        );
      }
    }
    if (this.labelIndex >= 0) this.labels.push((cells[this.labelIndex] ?? '').trim());
    this.rows++;
  }

  /** A row that is dropped for a gap must still be a row of numbers. */
  private checkRest(cells: readonly string[], from: number, line: number): void {
    for (let i = from; i < cells.length; i++) {
      const text = cells[i] ?? '';
      if (i !== this.labelIndex && readCell(text) === 'text') throw this.notANumber(text, line, i);
    }
  }

  private notANumber(text: string, line: number, index: number): CodedError {
    const shown = text.trim().length > 40 ? `${text.trim().slice(0, 40)}…` : text.trim();
    const remedy = /^[+-]?\d+,\d+$/.test(text.trim())
      ? 'Write decimals with a point.'
      : this.labelled
        ? 'Only the label column may hold text.'
        : 'If this column names classes, give it as `label`; if line 1 names the columns, set `header: true`.';
    return this.error(
      `${this.columnName(index)} holds "${shown}", which is not a number.`,
      line,
      index + 1,
      remedy,
    );
  }

  private columnName(index: number): string {
    const name = this.names[this.labelIndex >= 0 && index > this.labelIndex ? index - 1 : index];
    return name === undefined ? `column ${index + 1}` : `column ${index + 1} (${name})`;
  }

  /** Reserves for the rows that the share read so far lets expect, so that most files are allocated once or twice. */
  private grow(columns: number, consumed: number): void {
    const expected = consumed > 0 ? Math.ceil((this.rows / consumed) * 1.02) : 0;
    const rows = Math.max(this.rows + 64, Math.min(expected, this.rows * 64), Math.ceil(this.rows * 1.25));
    checkMemory(this.source.path, (this.rows + 1) * columns, 8, this.options.maxBytes);
    const affordable = Math.floor(this.options.maxBytes / (8 * columns));
    const next = new Float64Array(Math.min(rows, affordable) * columns);
    next.set(this.values.subarray(0, this.rows * columns));
    this.values = next;
  }

  private error(message: string, line: number, column: number | undefined, remedy: string): CodedError {
    return new CodedError('data.unreadable', message, {
      remedy,
      location: { file: this.source.path, line, ...(column === undefined ? {} : { column }) },
    });
  }
}

function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name.trim()}"`);
  // Labels are most often first or last.
  return quoted.length > 8 ? [...quoted.slice(0, 6), '…', ...quoted.slice(-2)].join(', ') : quoted.join(', ');
}
