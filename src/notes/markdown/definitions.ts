import type { RootContent } from 'mdast';
import { walk } from './walk';

/** Labels as markdown compares them: case and the kind of white space do not matter. */
function normal(label: string): string {
  const plain = label.replace(/[\t\n\r ]+/g, ' ').replace(/^ | $/g, '');
  return plain.toLowerCase().toUpperCase().toLowerCase();
}

const used = /\[((?:[^[\]\\]|\\.){1,999})\]/gs;

/** The labels that a note defines (`[label]: address`): what refers to them is a link only where that is known. */
export class DefinedLabels {
  private readonly labels = new Set<string>();

  /** Takes up what the nodes of a part of the note define. */
  add(nodes: readonly RootContent[]): void {
    for (const node of nodes) {
      walk(node, (each) => {
        if (each.type === 'definition') this.labels.add(each.identifier);
        else if (each.type === 'footnoteDefinition') this.labels.add(`^${each.identifier}`);
      });
    }
  }

  /**
   * Definitions of what a part of the note refers to, to be parsed before it. The comment at the end closes whatever
   * they open. Empty where it refers to nothing.
   */
  prefixFor(part: string): string {
    const labels = new Map<string, string>();
    if (this.labels.size > 0) {
      for (const [, label = ''] of part.matchAll(used)) {
        const key = normal(label);
        if (this.labels.has(key) && !labels.has(key)) labels.set(key, label.replace(/\s+/g, ' '));
      }
    }
    // A byte order mark at the start of a part would be taken for one of the text.
    if (labels.size === 0 && !part.startsWith('\uFEFF')) return '';
    return `${[...labels.values()].map((label) => `[${label}]: x\n\n`).join('')}<!-- -->\n\n`;
  }
}
