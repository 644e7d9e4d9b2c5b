import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { Problem, ProblemSeverity } from '../base/problem';
import type { LineIndex, OffsetRange } from '../base/text';

const severities: Record<ProblemSeverity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(lines: LineIndex, range: OffsetRange): Range {
  const start = lines.position(range.start);
  const end = lines.position(range.end);
  return new Range(start.line, start.character, end.line, end.character);
}

export function toDiagnostic(problem: Problem, lines: LineIndex): Diagnostic {
  const message = problem.remedy ? `${problem.message} ${problem.remedy}` : problem.message;
  const diagnostic = new Diagnostic(toRange(lines, problem.range), message, severities[problem.severity]);
  diagnostic.source = 'Marginalia';
  diagnostic.code = problem.code;
  return diagnostic;
}
