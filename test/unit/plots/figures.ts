import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A figure as a tree, so that a test asks for what is in it and not how it is written. Throws on bad XML. */
export function parseFigure(svg: string): { readonly text: string; readonly tags: readonly string[] } {
  const valid = XMLValidator.validate(svg);
  if (valid !== true) throw new Error(`${valid.err.msg} at ${valid.err.line}:${valid.err.col}`);
  const tags: string[] = [];
  const texts: string[] = [];
  const walk = (nodes: readonly Record<string, unknown>[]): void => {
    for (const node of nodes) {
      for (const [name, value] of Object.entries(node)) {
        if (name === '#text') texts.push(String(value));
        else if (name !== ':@') {
          tags.push(name);
          walk(value as Record<string, unknown>[]);
        }
      }
    }
  };
  const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false });
  walk(parser.parse(svg) as Record<string, unknown>[]);
  return { text: texts.join('\n'), tags };
}

/** Every number in coordinates, to see that none is NaN or outside the figure. */
export function coordinates(svg: string): number[] {
  return [...svg.matchAll(/ (?:d|x|y|cx|cy|x1|x2|y1|y2|width|height|r)="([^"]*)"/g)].flatMap(
    ([, value = '']) => (value.match(/-?\d+(\.\d+)?(e-?\d+)?|NaN|Infinity/g) ?? []).map(Number),
  );
}
