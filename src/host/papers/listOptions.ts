import type { WorkspaceFolder } from 'vscode';
import type { ReadingListOptions } from '../../notes/readingLists';
import { readSetting } from '../settings';

/** What counts as a reading list in the folder. */
export function listOptions(folder: WorkspaceFolder): ReadingListOptions {
  return { sections: readSetting('marginalia.readingList.sections', folder) };
}
