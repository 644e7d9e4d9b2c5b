import { l10n, SymbolKind, ThemeIcon } from 'vscode';
import type { StatementKind } from '../../../notes/course/course';

const icons: Readonly<Record<StatementKind, string>> = {
  theorem: 'symbol-class',
  lemma: 'symbol-method',
  proposition: 'symbol-interface',
  corollary: 'symbol-event',
  definition: 'tag',
  example: 'lightbulb',
  exercise: 'pencil',
  algorithm: 'symbol-function',
  remark: 'comment',
  axiom: 'symbol-constant',
  assumption: 'symbol-boolean',
  conjecture: 'question',
  claim: 'symbol-property',
  fact: 'info',
};

export function statementIcon(kind: StatementKind): ThemeIcon {
  return new ThemeIcon(icons[kind]);
}

const symbols: Partial<Record<StatementKind, SymbolKind>> = {
  definition: SymbolKind.Key,
  algorithm: SymbolKind.Function,
  example: SymbolKind.Event,
  exercise: SymbolKind.Event,
  axiom: SymbolKind.Constant,
  assumption: SymbolKind.Constant,
};

export function statementSymbol(kind: StatementKind): SymbolKind {
  return symbols[kind] ?? SymbolKind.Class;
}

/** Of a group of them. */
export function kindName(kind: StatementKind): string {
  const names: Readonly<Record<StatementKind, string>> = {
    theorem: l10n.t('Theorems'),
    lemma: l10n.t('Lemmas'),
    proposition: l10n.t('Propositions'),
    corollary: l10n.t('Corollaries'),
    definition: l10n.t('Definitions'),
    example: l10n.t('Examples'),
    exercise: l10n.t('Exercises'),
    algorithm: l10n.t('Algorithms'),
    remark: l10n.t('Remarks'),
    axiom: l10n.t('Axioms'),
    assumption: l10n.t('Assumptions'),
    conjecture: l10n.t('Conjectures'),
    claim: l10n.t('Claims'),
    fact: l10n.t('Facts'),
  };
  return names[kind];
}
