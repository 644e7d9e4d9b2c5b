import type { SchemaTree } from 'hyparquet';
import { CodedError } from '../../base/errors';
import { suggest } from '../../base/suggest';

/** What a top-level column's cells are: numbers, lists of numbers of one length, or anything else. */
export type CellKind = 'number' | 'list' | 'other';

export interface ParquetColumn {
  readonly name: string;
  readonly kind: CellKind;
  /** Whether a float32 holds every value. */
  readonly fitsFloat32: boolean;
}

export interface ColumnChoice {
  readonly features: readonly ParquetColumn[];
  /** The column of labels, of any kind. */
  readonly label: string | undefined;
}

export function describeColumns(schema: SchemaTree): readonly ParquetColumn[] {
  return schema.children.map((child) => {
    const leaf = leafOf(child);
    const numeric = leaf !== undefined && isNumeric(leaf);
    const kind = !numeric ? 'other' : child.children.length > 0 || isRepeated(child) ? 'list' : 'number';
    return { name: child.element.name, kind, fitsFloat32: leaf?.element.type === 'FLOAT' };
  });
}

/**
 * Which columns are features: those asked for, separated by commas, else all but the label. Throws
 * `data.unreadable` for a column that there is not, or one that holds no numbers.
 *
 * @param label a column's name, or its index from 0.
 */
export function chooseColumns(
  columns: readonly ParquetColumn[],
  asked: string | undefined,
  label: string | number | undefined,
  file: string,
): ColumnChoice {
  const find = (name: string, what: string): ParquetColumn => {
    const found = columns.find((column) => column.name === name);
    if (found) return found;
    const names = columns.map((column) => column.name);
    const near = suggest(name, names);
    throw failure(
      file,
      `there is no column "${name}" to be ${what}.`,
      `${near === undefined ? '' : `Did you mean "${near}"? `}The columns are ${listed(names)}.`,
    );
  };
  const labelName =
    label === undefined
      ? undefined
      : (columnAt(columns, label) ?? find(String(label).trim(), 'the label').name);
  const wanted = (asked ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const features =
    wanted.length > 0
      ? wanted.map((name) => find(name, 'a feature'))
      : columns.filter(({ name }) => name !== labelName);
  const twice = [...features.map(({ name }) => name), ...(labelName === undefined ? [] : [labelName])].find(
    (name) =>
      columns.filter((column) => column.name === name).length > 1 ||
      features.filter((feature) => feature.name === name).length > 1,
  );
  if (twice !== undefined) {
    throw failure(
      file,
      `two columns are called "${twice}", and only one of them could be read.`,
      'Give every column a name of its own, and name none twice after #.',
    );
  }
  if (features.length === 0) throw failure(file, 'no column is left to be a feature.', 'Name another label.');
  const other = features.find(({ kind }) => kind === 'other');
  if (other === undefined) return { features, label: labelName };
  const numeric = columns.filter(({ kind, name }) => kind !== 'other' && name !== labelName);
  throw failure(
    file,
    `the column "${other.name}" holds no numbers.`,
    numeric.length === 0
      ? 'Write a column of numbers, or of lists of numbers.'
      : `If it names classes, give it as \`label\`; or name the columns to be read after #, as ${file}#${numeric[0]?.name}.`,
  );
}

function columnAt(columns: readonly ParquetColumn[], label: string | number): string | undefined {
  const named = columns.some(({ name }) => name === String(label).trim());
  return !named && /^\d+$/.test(String(label).trim()) ? columns[Number(label)]?.name : undefined;
}

/** The only leaf of a column; undefined where there are several, as in a struct. */
function leafOf(node: SchemaTree): SchemaTree | undefined {
  if (node.children.length === 0) return node;
  const [only, more] = node.children;
  return only === undefined || more !== undefined ? undefined : leafOf(only);
}

function isRepeated({ element }: SchemaTree): boolean {
  return element.repetition_type === 'REPEATED';
}

function isNumeric({ element }: SchemaTree): boolean {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL' || logical?.type === 'FLOAT16') return true;
  if (logical && ['DATE', 'TIME', 'TIMESTAMP'].includes(logical.type)) return false;
  if (converted && /^(DATE|TIME)/.test(converted)) return false;
  return type === 'BOOLEAN' || type === 'INT32' || type === 'INT64' || type === 'FLOAT' || type === 'DOUBLE';
}

function listed(names: readonly string[]): string {
  return names.length > 12 ? [...names.slice(0, 10), '…', ...names.slice(-1)].join(', ') : names.join(', ');
}

function failure(file: string, message: string, remedy: string): CodedError {
  return new CodedError('data.unreadable', message, { remedy, location: { file } });
}
