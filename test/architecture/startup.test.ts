/** What the extension host loads when the extension starts, and what it does not before that is used. */
import { describe, expect, it } from 'vitest';
import { readModules, type Module } from './modules';

const ENTRY = 'src/extension.ts';

/** Large, or of use to few: files and packages that wait until a command, a panel or an answer needs them. */
const LATER = [
  'fast-xml-parser',
  '@retorquere/bibtex-parser',
  'd3-scale',
  'src/papers/fetchMetadata.ts',
  'src/papers/searchTitles.ts',
  'src/papers/categorise/defaultTaxonomy.ts',
  'src/papers/daily/readDailyPapers.ts',
  'src/host/panels/resultsExport.ts',
  'src/host/features/addPaper/addPaper.ts',
  'src/host/features/categorise/reviewPage.ts',
  'src/host/features/citations/exportPapers.ts',
  'src/host/features/citations/importPapers.ts',
  'src/host/features/dailyPapers/sources.ts',
  'src/host/features/experiments/estimateMinimum.ts',
  'src/host/features/experiments/paperExperiment.ts',
  'src/host/features/lectures/newLecture.ts',
  'src/host/features/lectures/review.ts',
];

const modules = new Map(readModules(['src']).map((module) => [module.file, module]));

/** The files and packages that are loaded with the file: all that it imports, and what that imports in turn. */
function loadedWith(file: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (loaded.has(next)) continue;
    loaded.add(next);
    for (const { specifier, target, typeOnly, onCall } of modules.get(next)?.imports ?? []) {
      if (!typeOnly && !onCall) open.push(target ?? specifier);
    }
  }
  return loaded;
}

const onCall = ({ imports }: Module): string[] =>
  imports.flatMap((each) => (each.onCall && each.target !== undefined ? each.target : []));

describe('the extension', () => {
  const entry = modules.get(ENTRY);
  const parts = entry ? onCall(entry) : [];

  it('is called when next to nothing of it is loaded', () => {
    const loaded = [...loadedWith(ENTRY)];
    expect(loaded.filter((file) => !/^(?:node:|vscode$)/.test(file) && !modules.has(file))).toEqual([]);
    expect(loaded.length).toBeLessThan(20);
  });

  it('starts in parts, each loaded in a turn of its own', () => {
    expect(parts).toEqual([
      'src/host/notes/workspaceNotes.ts',
      'src/host/startPapers.ts',
      'src/host/startExperiments.ts',
      'src/host/startNotes.ts',
    ]);
  });

  it.each(LATER)('starts without %s', (later) => {
    const everything = [...modules.values()].flatMap(({ file, imports }) => [
      file,
      ...imports.map(({ specifier }) => specifier),
    ]);
    expect(everything).toContain(later);
    expect(parts.filter((part) => loadedWith(part).has(later))).toEqual([]);
  });
});
