import type { LinkKind, WorkKind } from './paper';

/** What a link of this kind leads to: a paper, unless its address says that it is something else. */
export function workKind(kind: LinkKind): WorkKind {
  switch (kind) {
    case 'video':
    case 'talk':
    case 'slides':
    case 'post':
    case 'thread':
    case 'code':
    case 'gist':
      return kind;
    default:
      return 'paper';
  }
}
