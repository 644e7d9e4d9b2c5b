/** Code and maths, which are left as they are. */
const verbatim = /(`+)[^`\n]+\1|\$[^$\n]+\$/g;

/**
 * A line of markdown as a person reads it: links as their words, no marks of emphasis or headings, no comments,
 * white space collapsed. Good for labels, and linear, where a parser would be felt on thousands of lines.
 */
export function readableText(markdown: string): string {
  // A label has room for a sentence or two; what follows in an endless line is not worth its time.
  const text = markdown.length > mostCharacters ? markdown.slice(0, mostCharacters) : markdown;
  if (!marks.test(text)) return text.replace(/\s+/gu, ' ').trim();
  let result = '';
  let at = 0;
  for (const match of text.matchAll(verbatim)) {
    result += withoutMarks(text.slice(at, match.index)) + match[0].replace(/^(`+)(.*)\1$/, '$2');
    at = match.index + match[0].length;
  }
  return (result + withoutMarks(text.slice(at))).replace(/\s+/gu, ' ').trim();
}

/** Most lines have none of these. */
const marks = /[`$[\]<*~=_\\]/;
const mostCharacters = 4_000;

function withoutMarks(text: string): string {
  return text
    .replace(/<!--.*?-->/gs, '')
    .replace(
      /!?\[((?:[^[\]\n]|\[[^[\]\n]*\])*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"\n]*")?\)/g,
      '$1',
    )
    .replace(/!?\[\[(?:[^[\]|\n]*\|)?([^[\]|\n]*)\]\]/g, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]*)>/g, '$1')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, ' ')
    .replace(/\*\*|~~|==(?=\S)|(?<=\S)==/g, '')
    .replace(/(?<![\p{L}\p{N}_])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_])/gu, '')
    .replace(/(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_\\])_(?=[^\s_])([^_\n]*[^\s_\\])_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
