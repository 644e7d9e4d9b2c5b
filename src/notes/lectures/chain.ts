import type { Lecture, LecturePart, Passage } from './lecture';

/** A step of how a lecture gets from one idea to the next. */
export interface ChainLink {
  readonly part: LecturePart;
  readonly limitation: Passage | undefined;
  readonly fix: Passage | undefined;
  /** The part before it whose fix this limitation is one of; undefined where none before says what it fixed. */
  readonly from: LecturePart | undefined;
}

/** The limitations and fixes of a lecture's parts: the fix of one is what the next one finds the limits of. */
export function limitationChain({ parts }: Lecture): readonly ChainLink[] {
  const links: ChainLink[] = [];
  let last: LecturePart | undefined;
  for (const part of parts) {
    for (const { limitation, fix } of part.limitations) {
      links.push({ part, limitation, fix, from: last });
    }
    if (part.limitations.some(({ fix }) => fix)) last = part;
  }
  return links;
}

/** The chain in markdown, to read or to paste: part by part what did not work and what was done about it. */
export function chainSummary(lecture: Lecture): string {
  const lines = limitationChain(lecture).flatMap(({ part, limitation, fix, from }) => [
    `- ${partTitle(part)}${from ? ` (after ${from.name})` : ''}`,
    ...(limitation ? [`    - Limitation: ${limitation.text}`] : []),
    ...(fix ? [`    - Fix: ${fix.text}`] : []),
  ]);
  const title = lecture.title ? [`**${lecture.title.text}**`, ''] : [];
  return [...title, ...lines, ''].join('\n');
}

/** "Part 2: straight sheets". */
export function partTitle({ name, title }: LecturePart): string {
  return title === undefined ? name : `${name}: ${title}`;
}
