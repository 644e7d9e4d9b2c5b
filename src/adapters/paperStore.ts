import { join } from 'node:path';
import type { Logger } from '../base/logger';
import { mergeRecords } from '../papers/mergeRecords';
import { paperRecordSchema, type PaperRecord, type PaperStore } from '../papers/paper';
import { RecordFolder } from './recordFolder';

/** What services say of papers, as `.marginalia/papers/<name>.json` under a root. */
export class FilePaperStore implements PaperStore {
  readonly folder: string;
  private readonly records: RecordFolder<PaperRecord>;

  constructor(root: string, logger: Logger) {
    this.folder = join(root, '.marginalia', 'papers');
    this.records = new RecordFolder(this.folder, paperRecordSchema, logger);
  }

  readAll(): Promise<ReadonlyMap<string, PaperRecord>> {
    return this.records.readAll();
  }

  write(records: readonly PaperRecord[]): Promise<void> {
    // Merged with itself a record has its fields in the order of all others: files diff by what changed.
    return this.records.write(
      records.map((record) => mergeRecords(record, record)),
      { merge: mergeRecords },
    );
  }
}
