import type { Nodes } from 'mdast';

/** Shows a node and all below it, in the order of the text. A tree of millions of nodes takes a moment, any depth no stack. */
export function walk(top: Nodes, show: (node: Nodes) => void): void {
  const pending: Nodes[] = [top];
  for (let node = pending.pop(); node; node = pending.pop()) {
    show(node);
    if (!('children' in node)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child) pending.push(child);
    }
  }
}
