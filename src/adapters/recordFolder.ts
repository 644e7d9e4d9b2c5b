import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { CodedError } from '../base/errors';
import type { Logger } from '../base/logger';
import { writeFileAtomic } from './atomicFile';
import { takeLock } from './lockFile';
import { systemClock } from './systemClock';

const readsAtOnce = 32;
/** Each write waits for the disk; together they wait about as long as one. */
const writesAtOnce = 16;

export interface WriteOptions<T> {
  /** A record that needs no file: an older one of the same key is removed. */
  readonly isEmpty?: (record: T) => boolean;
  /** What to write where there is a record already; the new one alone where nothing is said. */
  readonly merge?: (known: T, record: T) => T;
}

/**
 * Small records of papers, a JSON file each, in one folder; folders in it are none of its business. Files that
 * cannot be read are logged and left alone.
 */
export class RecordFolder<T extends { readonly key: string }> {
  constructor(
    readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly logger: Logger,
  ) {}

  async readAll(): Promise<ReadonlyMap<string, T>> {
    const records = new Map<string, T>();
    const names = (await this.names())[Symbol.iterator]();
    const reader = async (): Promise<void> => {
      for (const name of names) {
        const record = await this.read(name);
        if (record) records.set(record.key, record);
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, reader));
    return records;
  }

  /** Merging reads and writes under a lock that all processes share: none loses what another wrote meanwhile. */
  async write(records: readonly T[], { isEmpty, merge }: WriteOptions<T> = {}): Promise<void> {
    if (records.length === 0) return;
    try {
      await mkdir(this.path, { recursive: true });
      const lock = merge && (await takeLock(join(this.path, '.write.lock'), systemClock));
      try {
        const queue = records[Symbol.iterator]();
        const writer = async (): Promise<void> => {
          for (const record of queue) {
            const file = join(this.path, recordFileName(record.key));
            const written = merge ? await this.mergeWith(file, record, merge) : record;
            if (!written) continue;
            if (isEmpty?.(written)) await rm(file, { force: true });
            else await writeFileAtomic(file, `${JSON.stringify(written, null, 2)}\n`);
          }
        };
        await Promise.all(Array.from({ length: writesAtOnce }, writer));
      } finally {
        await lock?.release();
      }
    } catch (cause) {
      throw new CodedError('internal', `The papers' records cannot be written to ${this.path}.`, {
        remedy: 'Check that the folder may be written and that the disk has room.',
        cause,
      });
    }
  }

  /**
   * The record to write over the one on the disk; undefined to leave that alone, which holds what this version cannot
   * read. A torn file is set aside.
   */
  private async mergeWith(
    file: string,
    record: T,
    merge: (known: T, record: T) => T,
  ): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return record;
      throw error;
    }
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      this.logger.warn(`${file} is torn: it is kept as ${file}.torn and written anew.`);
      await rename(file, `${file}.torn`);
      return record;
    }
    const known = this.schema.safeParse(json);
    if (!known.success) {
      this.logger.warn(`${file} is not a record of this version: it is left alone.`);
      return undefined;
    }
    return merge(known.data, record);
  }

  private async names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.path)).filter((name) => name.endsWith('.json')).sort();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
        this.logger.warn(`${this.path} cannot be read: ${String(error)}`);
      }
      return [];
    }
  }

  private async read(name: string): Promise<T | undefined> {
    const path = join(this.path, name);
    try {
      const parsed = this.schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      this.logger.warn(
        `${path} is not a paper's record (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}); it is left alone.`,
      );
    } catch (error) {
      this.logger.warn(`${path} cannot be read: ${String(error)}; it is left alone.`);
    }
    return undefined;
  }
}

/**
 * A name that every file system takes: `arxiv-2107.05802.json`, `arxiv-physics_0004057.json`; keys of other kinds
 * are shortened and told apart by a hash.
 */
export function recordFileName(key: string): string {
  const arxiv = /^arxiv:([a-z0-9./-]+)$/.exec(key)?.[1];
  if (arxiv !== undefined) return `arxiv-${arxiv.replace('/', '_')}.json`;
  const readable = key.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60);
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.json`;
}
