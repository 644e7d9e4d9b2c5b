import { join } from 'node:path';
import type { Logger } from '../base/logger';
import { ownPaperSchema, saysNothing, type OwnPaper, type OwnPaperStore } from '../papers/ownPaper';
import { RecordFolder } from './recordFolder';

/** What the user says of papers, as `.marginalia/papers/own/<name>.json` under a root. */
export class FileOwnPaperStore implements OwnPaperStore {
  readonly folder: string;
  private readonly records: RecordFolder<OwnPaper>;

  constructor(root: string, logger: Logger) {
    this.folder = join(root, '.marginalia', 'papers', 'own');
    this.records = new RecordFolder(this.folder, ownPaperSchema, logger);
  }

  readAll(): Promise<ReadonlyMap<string, OwnPaper>> {
    return this.records.readAll();
  }

  write(own: readonly OwnPaper[]): Promise<void> {
    return this.records.write(own, { isEmpty: saysNothing });
  }
}
