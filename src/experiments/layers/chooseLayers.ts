import { CodedError } from '../../base/errors';
import { suggest } from '../../base/suggest';
import type { Representation } from './representation';

/**
 * The layers asked for, in the order asked; all, as they come, where none are named. A layer may be named by its file,
 * too. Throws `data.unreadable` for one that there is not, naming those there are.
 */
export function chooseLayers(
  all: readonly Representation[],
  names: readonly string[] | undefined,
  path: string,
): readonly Representation[] {
  const location = { file: path };
  if (all.length === 0) {
    throw new CodedError('data.unreadable', 'there is no array in it.', {
      remedy: 'Save an array a layer, a row an input.',
      location,
    });
  }
  if (names === undefined) return all;
  return names.map((asked) => {
    const found = all.find(({ name, source }) => name === asked || source === `${path}/${asked}`);
    if (found) return found;
    const known = all.map(({ name }) => name);
    const near = suggest(asked, known);
    throw new CodedError('data.unreadable', `there is no layer "${asked}".`, {
      remedy: `${near === undefined ? '' : `Did you mean "${near}"? `}There are ${listed(known)}.`,
      location,
    });
  });
}

function listed(names: readonly string[]): string {
  return names.length > 20
    ? `${names.slice(0, 20).join(', ')}, … (${names.length} in all)`
    : names.join(', ');
}

/** Throws `experiment.invalid` where a block gives depths, but not one for each layer. */
export function checkDepths(depths: readonly number[] | undefined, names: readonly string[]): void {
  if (depths === undefined || depths.length === names.length) return;
  throw new CodedError(
    'experiment.invalid',
    `\`depths\` has ${depths.length} numbers for ${names.length} layers.`,
    {
      remedy: `Give one a layer: ${names.join(', ')}.`,
    },
  );
}
