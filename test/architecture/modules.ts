import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  readonly specifier: string;
  /** The file meant, relative to the checkout; none for packages and built-ins. */
  readonly target?: string;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** `import('…')`: loaded when it is called. */
  readonly onCall: boolean;
}

export interface Module {
  /** Relative to the checkout, with forward slashes. */
  readonly file: string;
  readonly imports: readonly Import[];
  readonly hasDefaultExport: boolean;
  /** Statements at the top of the file, and how many of them pass on what another file exports. */
  readonly statements: number;
  readonly reExports: number;
  readonly exportsAll: boolean;
}

export function readModules(folders: readonly string[]): Module[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => readModule(join(root, folder, name))),
  );
}

/** Comments have no part in it, and take a parser a third of its time. */
const parsing: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function readModule(path: string): Module {
  const text = readFileSync(path, 'utf8');
  const parsed = ts.createSourceFile(path, text, parsing, false);
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, onCall = false): void => {
    const target = specifier.startsWith('.') ? resolve(dirname(path), specifier) : undefined;
    imports.push({
      specifier,
      typeOnly,
      onCall,
      ...(target === undefined ? {} : { target: toPosix(target) }),
    });
  };
  for (const statement of parsed.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      add(
        statement.moduleSpecifier.text,
        statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      );
    }
    if (isReExport(statement)) add(statement.moduleSpecifier.text, statement.isTypeOnly);
  }
  if (/\b(?:import|require)\s*\(/.test(text)) visitCalls(parsed, add);
  const reExports = parsed.statements.filter(isReExport);
  return {
    file: toPosix(path),
    imports,
    hasDefaultExport: parsed.statements.some(isDefaultExport),
    statements: parsed.statements.length,
    reExports: reExports.length,
    exportsAll: reExports.some((each) => each.exportClause === undefined),
  };
}

/** `import('…')` as an expression or in a type, and `require('…')`. */
function visitCalls(
  node: ts.Node,
  add: (specifier: string, typeOnly: boolean, onCall?: boolean) => void,
): void {
  ts.forEachChild(node, (child) => {
    if (ts.isCallExpression(child)) {
      const { expression } = child;
      const [argument] = child.arguments;
      const loads =
        expression.kind === ts.SyntaxKind.ImportKeyword ||
        (ts.isIdentifier(expression) && expression.text === 'require');
      const onCall = expression.kind === ts.SyntaxKind.ImportKeyword;
      if (loads && argument !== undefined && ts.isStringLiteral(argument)) add(argument.text, false, onCall);
    }
    if (
      ts.isImportTypeNode(child) &&
      ts.isLiteralTypeNode(child.argument) &&
      ts.isStringLiteral(child.argument.literal)
    ) {
      add(child.argument.literal.text, true);
    }
    visitCalls(child, add);
  });
}

type ReExport = ts.ExportDeclaration & { readonly moduleSpecifier: ts.StringLiteral };

function isReExport(node: ts.Statement): node is ReExport {
  return (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined &&
    ts.isStringLiteral(node.moduleSpecifier)
  );
}

function isDefaultExport(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

function resolve(folder: string, specifier: string): string | undefined {
  const path = join(folder, specifier);
  return [path, `${path}.ts`, join(path, 'index.ts')].find((each) => existsSync(each) && /\.\w+$/.test(each));
}

const toPosix = (path: string): string => relative(root, path).split(/[\\/]/).join(posix.sep);
