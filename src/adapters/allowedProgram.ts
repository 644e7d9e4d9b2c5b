import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep, dirname } from 'node:path';
import { CodedError } from '../base/errors';
import type { ProgramStart } from '../experiments/command/program';
import { canonicalJson } from '../experiments/specHash';
import { resolveDataPath } from './dataPaths';

/** A program with the folder it starts in found: what a user is shown, and what the user's permission is for. */
export interface FoundProgram {
  readonly argv: readonly string[];
  /** Absolute, without links; the workspace's or one within it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * SHA-256 of all of the above. A permission names it, and reaches a worker on its own command line alone, from whoever
   * asked the user: nothing in a workspace can grant one.
   */
  readonly permit: string;
}

/**
 * Finds the folder that a program starts in: as data are found, and by default the note's own. Throws
 * `experiment.invalid` where it is missing or leads out of the workspace, by a link too.
 *
 * @param note relative to the root, with `/`; undefined for a run without a note, which starts in the root.
 */
export async function findProgram(
  root: string,
  note: string | undefined,
  { argv, folder, environment }: ProgramStart,
): Promise<FoundProgram> {
  const given = folder ?? (note === undefined ? '.' : dirname(note));
  const asked = folder === undefined ? resolve(root, given) : await resolveDataPath(root, note, folder);
  const found = await realpath(asked).catch(() => undefined);
  if (found === undefined || !(await stat(found)).isDirectory()) {
    throw new CodedError('experiment.invalid', `There is no folder “${given}” for the program to start in.`, {
      remedy: 'Name one with `folder`, relative to the note or to the workspace.',
    });
  }
  if (!isWithin(await realpath(root), found)) {
    throw new CodedError('experiment.invalid', `The folder “${given}” is outside the workspace.`, {
      remedy: 'A program starts in a folder of the workspace: name one with `folder`.',
    });
  }
  const permit = createHash('sha256')
    .update(canonicalJson({ argv, folder: found, environment }))
    .digest('hex');
  return { argv, folder: found, environment, permit };
}

/** The words of a command that name files of its folder, within the workspace, relative to the root, with `/`. */
export async function filesOfProgram(
  root: string,
  { argv, folder }: FoundProgram,
): Promise<readonly string[]> {
  const top = await realpath(root);
  const found = await Promise.all(
    argv.map(async (word, i) => {
      // The program's own name is looked for on the path, unless it holds a separator.
      if (word === '' || (i === 0 && !/[\\/]/u.test(word))) return undefined;
      const file = await realpath(resolve(folder, word)).catch(() => undefined);
      if (file === undefined || !isWithin(top, file) || !(await stat(file)).isFile()) return undefined;
      return relative(top, file).split(sep).join('/');
    }),
  );
  return [...new Set(found.filter((file) => file !== undefined))];
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}
