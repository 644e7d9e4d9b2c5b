import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** Elements of titles and abstracts as publishers deposit them: HTML's, JATS's, MathML's. */
const html =
  'i|b|em|strong|sub|sup|sc|scp|u|s|tt|code|small|span|font|a|p|br|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|title|italic|bold|roman|monospace|underline|overline|sec|math';
// With attributes or not: "x<i and y>0" is no element. Nothing in it may hold a "<", so that a scan stays linear.
const tag = new RegExp(
  String.raw`<(/?)((?:jats|mml|m|ns\d+):[a-z][\w-]*|inline-formula|disp-formula|alternatives|tex-math|${html})((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(/?)>`,
  'gi',
);
const blocks = /^(?:p|br|div|sec|h[1-6]|ul|ol|li|dl|dt|dd|tr|title|list|list-item|disp-formula)$/;
const headings = /^(?:abstract|summary|zusammenfassung|résumé|resumen)\s*[.:]?$/i;

/**
 * The text of a title or an abstract with HTML, JATS or MathML in it: paragraphs apart by an empty line, entities
 * decoded (those escaped twice, too), formulas as their TeX where there is one, the heading "Abstract" left out.
 */
export function markupToText(markup: string): string {
  let text = markup;
  // Deposits escaped once more than they should be have their markup in the second round.
  for (let round = 0; round < 2 && /[<&]/.test(text); round++) text = decodeEntities(stripTags(text));
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '' && !headings.test(paragraph));
  return paragraphs.join('\n\n').replace(/^(?:Abstract|ABSTRACT)\s*[:.—–]\s*/, '');
}

/** A title: the same on one line, without the full stop that some deposit. */
export function titleText(markup: string): string {
  return markupToText(markup)
    .replace(/\s+/gu, ' ')
    .replace(/(?<=[\p{L}\p{N})])\.$/u, '');
}

function stripTags(markup: string): string {
  const bare = withoutComments(markup).replace(/<!\[CDATA\[|\]\]>/g, '');
  // Where elements make the paragraphs, lines are only how the source was wrapped.
  const text = /<(?:[a-z]+:)?(?:p|sec)[\s>]/i.test(bare) ? bare.replace(/\s+/gu, ' ') : bare;
  let result = '';
  let at = 0;
  /** Where text is not taken: a formula's second form, a TeX document around a formula. */
  let skipping: { readonly name: string; depth: number } | undefined;
  let hasTex = false;
  for (const match of text.matchAll(tag)) {
    const [whole, closing = '', qualified = '', , selfClosing = ''] = match;
    const name = qualified.toLowerCase().replace(/^[a-z0-9]+:/, '');
    const before = text.slice(at, match.index);
    at = match.index + whole.length;
    if (skipping) {
      if (skipping.name === 'tex-math' && name === 'tex-math' && closing) result += texFormula(before);
      if (name === skipping.name && !selfClosing) skipping.depth += closing ? -1 : 1;
      if (skipping.depth === 0) skipping = undefined;
      continue;
    }
    result += before;
    if (name === 'alternatives') hasTex = false;
    if (!closing && !selfClosing && (name === 'tex-math' || (name === 'math' && hasTex))) {
      hasTex = true;
      skipping = { name, depth: 1 };
    } else if (blocks.test(name)) result += '\n\n';
  }
  return skipping ? result : result + text.slice(at);
}

/** By pieces: a pattern would look for the end of each again. */
function withoutComments(markup: string): string {
  const [first = '', ...others] = markup.split('<!--');
  const kept = others.map((part) => {
    const end = part.indexOf('-->');
    return end < 0 ? `<!--${part}` : part.slice(end + 3);
  });
  return first + kept.join('');
}

/** Springer deposits each formula as a whole document. */
function texFormula(tex: string): string {
  const start = tex.indexOf('\\begin{document}');
  const end = tex.indexOf('\\end{document}');
  const body = start >= 0 && end > start ? tex.slice(start + '\\begin{document}'.length, end) : tex;
  return body.trim().replace(/^\$\$?([^$]*)\$\$?$/, (_whole, formula: string) => `$${formula.trim()}$`);
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,31}));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
