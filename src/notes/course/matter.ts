import { titleKey } from './titles';

const front =
  'preface|prefaces|foreword|acknowledgements|acknowledgments|acknowledgement|aboutthiscourse|aboutthesenotes|' +
  'aboutthisbook|notation|notations|listoffigures|listoftables|listofalgorithms|abbreviations|dedication|prologue|' +
  '서문|머리말|감사의글|기호';
const back =
  'references|bibliography|index|glossary|revisionlog|revisionhistory|changelog|errata|solutions|colophon|epilogue|' +
  'afterword|furtherreading|참고문헌|색인|찾아보기|용어집|맺음말';

const frontKeys = new Set(front.split('|'));
const backKeys = new Set(back.split('|'));

/** Whether a title is of what stands before or behind the chapters. */
export function isMatterTitle(title: string): boolean {
  return frontKeys.has(keyOf(title)) || isBackMatterTitle(title);
}

export function isBackMatterTitle(title: string): boolean {
  return backKeys.has(keyOf(title));
}

function keyOf(title: string): string {
  // "Preface(s)"
  return title.length > 60 ? '' : titleKey(title.replace('(s)', 's'));
}
