/**
 * A predicate for the editor's globs (`**`, `*`, `?`, `{a,b}`, `[a-z]`) over paths relative to a folder, with `/`.
 * A pattern that matches a folder matches what is in it, as in `files.exclude`; one that is no pattern (`[z-a]`)
 * matches nothing.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const source = `^${translate(pattern.replace(/^\.?\//, '').replace(/\/$/, ''))}(?:/.*)?$`;
  try {
    const expression = new RegExp(source, 'u');
    return (path) => expression.test(path);
  } catch {
    return () => false;
  }
}

function translate(pattern: string): string {
  let out = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*' && pattern[i + 1] === '*') {
      const wholeSegment = pattern[i + 2] === '/';
      out += wholeSegment ? '(?:[^/]*/)*' : '.*';
      i += wholeSegment ? 2 : 1;
    } else if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '{') {
      out += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      out += ')';
      depth--;
    } else if (char === ',' && depth > 0) out += '|';
    else if (char === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2);
      out += `[${pattern
        .slice(i + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[\]]/g, '\\$&')}]`;
      i = end;
    } else out += char.replace(/[\\^$.|+()[\]{}/-]/g, '\\$&');
  }
  return out + ')'.repeat(depth);
}
