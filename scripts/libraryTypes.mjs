// The declarations of `marginalia/science` as one file without imports: those of `src/library/science.ts` and of the
// files it takes types from, each made from its text alone, so that a build need not check the whole program.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const entry = 'src/library/science.ts';
const fromFile = /^(?:import|export) [^;]*? from '(\.[^']*)';\n/gm;

/** Writes `science.d.mts` and `science.d.cts`; returns their paths. */
export function writeLibraryTypes(/** @type {string} */ outdir) {
  const parts = /** @type {Map<string, string>} */ (new Map());
  declare(entry, parts);
  const text = [...parts.values()].reverse().join('\n');
  return ['science.d.mts', 'science.d.cts'].map((name) => {
    const file = join(outdir, name);
    writeFileSync(file, text);
    return file;
  });
}

function declare(/** @type {string} */ file, /** @type {Map<string, string>} */ parts) {
  if (parts.has(file)) return;
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, 'utf8'), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: {
      declaration: true,
      isolatedDeclarations: true,
      verbatimModuleSyntax: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
    },
  });
  const [fault] = diagnostics;
  if (fault) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(fault.messageText, '\n')}`);
  // What other files declare stands beside it in the one file.
  parts.set(file, outputText.replace(fromFile, ''));
  for (const [, from = ''] of outputText.matchAll(fromFile))
    declare(`${join(dirname(file), from)}.ts`, parts);
}
