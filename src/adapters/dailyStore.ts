import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, describeError } from '../base/errors';
import type { Logger } from '../base/logger';
import {
  pageDecisionsSchema,
  withChanges,
  type DecisionChange,
  type PageDecisions,
} from '../papers/daily/decisions';
import { writeFileAtomic } from './atomicFile';

/** Where pages that came from the clipboard or the service are kept, relative to the root. */
export const keptPagesFolder = '.marginalia/daily/pages';

/**
 * What was decided about Daily Papers, as `.marginalia/daily/<page>.json` under a root, and the pages that have no file
 * of the user's own. Files that cannot be read are logged and left alone.
 */
export class FileDailyStore {
  private readonly folder: string;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly root: string,
    private readonly logger: Logger,
  ) {
    this.folder = join(root, '.marginalia', 'daily');
  }

  async readAll(): Promise<readonly PageDecisions[]> {
    const names = await readdir(this.folder).catch((error: unknown) => this.noFolder(error));
    const pages: PageDecisions[] = [];
    for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
      try {
        const page = await this.read(join(this.folder, name));
        if (page) pages.push(page);
      } catch (error) {
        this.logger.warn(describeError(error));
      }
    }
    return pages;
  }

  /** The decisions made on one page; none yet where it has no file. */
  async readPage(page: string): Promise<PageDecisions> {
    return (await this.read(this.fileOf(page))) ?? { schema: 1, page, papers: {} };
  }

  /** Changes the decisions of a page. Changes come one after the other, so that none undoes another. */
  update(page: string, savedOn: string | undefined, changes: DecisionChange): Promise<PageDecisions> {
    const work = this.queue.then(async () => {
      const before = await this.readPage(page);
      const dated = before.savedOn === undefined && savedOn !== undefined ? { ...before, savedOn } : before;
      const after = withChanges(dated, changes);
      await this.write(this.fileOf(page), `${JSON.stringify(after, null, 2)}\n`);
      return after;
    });
    this.queue = work.catch(() => undefined);
    return work;
  }

  /**
   * Keeps a page that has no file: a day's by its day, other text by its content, so that the same comes to the same
   * file. Gives its path relative to the root.
   */
  async keepPage(
    text: string,
    name: { readonly day: string } | { readonly of: 'clipboard' },
  ): Promise<string> {
    const file = 'day' in name ? `${name.day}.json` : `pasted-${hash(text)}.txt`;
    await this.write(join(this.root, keptPagesFolder, file), text);
    return `${keptPagesFolder}/${file}`;
  }

  private fileOf(page: string): string {
    const name = page.split('/').at(-1) ?? page;
    const stem =
      name
        .replace(/\.[^.]*$/, '')
        .replace(/[^\p{L}\p{N}._-]+/gu, '-')
        .slice(0, 40) || 'page';
    // Kept pages have names of their own; two files of the user's may share one.
    const file = page.startsWith(`${keptPagesFolder}/`) ? stem : `${stem}-${hash(page)}`;
    return join(this.folder, `${file}.json`);
  }

  private async write(path: string, text: string): Promise<void> {
    try {
      await mkdir(join(path, '..'), { recursive: true });
      await writeFileAtomic(path, text);
    } catch (cause) {
      throw new CodedError('internal', `${path} cannot be written.`, {
        remedy: 'Check that the folder may be written and that the disk has room.',
        cause,
      });
    }
  }

  private async read(path: string): Promise<PageDecisions | undefined> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.logger.warn(`${path} cannot be read: ${String(error)}`);
      return undefined;
    }
    try {
      return pageDecisionsSchema.parse(JSON.parse(text));
    } catch (cause) {
      // Someone's decisions: never to be written over as if there were none.
      throw new CodedError('data.unreadable', `${path} is no file of decisions.`, {
        remedy: 'Mend it (a merge may have left marks in it) or move it away.',
        cause,
      });
    }
  }

  private noFolder(error: unknown): string[] {
    if (!isMissing(error)) this.logger.warn(`${this.folder} cannot be read: ${String(error)}`);
    return [];
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
