import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a value must be and is not, as the end of a sentence that begins with the option's name. */
export function describeIssue(issue: Issue, value: unknown): string {
  if (issue.code === 'custom') return issue.message;
  if (value === null) return 'has no value.';
  const expected = expectation(issue);
  if (value === undefined)
    return expected === undefined ? 'is missing.' : `is missing; it must be ${expected}.`;
  return expected === undefined
    ? `is not valid: ${issue.message}.`
    : `must be ${expected}, not ${shown(value)}.`;
}

/** Of a value that may be one of several things, the issues of the alternative that it comes nearest to. */
export function nearestIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const deepest = issue.errors
      .map((alternative) => nearestIssues(alternative))
      .filter((alternative) => alternative.some(({ path }) => path.length > 0));
    const nearest = deepest[0];
    return nearest ? nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
  });
}

function expectation(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return list(issue.values.map((value) => String(value)));
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', Number(issue.minimum));
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', Number(issue.maximum));
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union': {
      const alternatives = issue.errors.flatMap((inner) => inner.map(expectation));
      return alternatives.includes(undefined) ? undefined : list(alternatives.map(String));
    }
    default:
      return undefined;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function bound(origin: string, comparison: string, limit: number): string {
  if (origin === 'array' || origin === 'set')
    return `a list of ${comparison} ${limit} item${limit === 1 ? '' : 's'}`;
  if (origin === 'string') return limit === 1 ? 'some text' : `text of ${comparison} ${limit} characters`;
  return `${comparison} ${limit}`;
}

/** `a`, `a or b`, `a, b or c`; each once. */
function list(items: readonly string[]): string {
  const each = [...new Set(items)];
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} or ${last}`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'empty text' : `“${value}”`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a map';
}
