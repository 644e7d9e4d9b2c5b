import { CodedError } from '../../base/errors';
import { suggest } from '../../base/suggest';

/** Names under which the points usually are, where a file holds several arrays. */
const usual = ['x', 'data', 'features', 'embeddings', 'points', 'arr_0'];

/**
 * The array that is meant of those in a file: the one asked for, else the only one, else the one with a usual name.
 * Throws `data.unreadable` with the names there are.
 */
export function chooseArray(names: readonly string[], asked: string | undefined, file: string): string {
  if (names.length === 0) throw failure(file, 'there is no array in it.', 'Save the points into it.');
  if (asked !== undefined && asked !== '') {
    if (names.includes(asked)) return asked;
    const near = suggest(asked, names);
    throw failure(
      file,
      `it has no array "${asked}".`,
      `${near === undefined ? '' : `Did you mean "${near}"? `}It has ${listed(names)}.`,
    );
  }
  const [first = ''] = names;
  if (names.length === 1) return first;
  const chosen = usual.flatMap((word) => names.filter((name) => name.toLowerCase() === word))[0];
  if (chosen !== undefined) return chosen;
  throw failure(
    file,
    `it holds ${names.length} arrays, and none is called as points usually are.`,
    `Name one after #, as ${file}#${first}. It has ${listed(names)}.`,
  );
}

function listed(names: readonly string[]): string {
  const shown = names.length > 20 ? [...names.slice(0, 20), `… (${names.length} in all)`] : names;
  return shown.join(', ');
}

function failure(file: string, message: string, remedy: string): CodedError {
  return new CodedError('data.unreadable', message, { remedy, location: { file } });
}
