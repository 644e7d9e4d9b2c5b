const oneMark = /^(?:\*[* \t]*|-[- \t]*|_[_ \t]*)$/;
const threeOfIt = /^(.)[ \t]*\1[ \t]*\1/;

/** "---", "* * *": a line of three or more of one mark. Without a repeated group, for which long lines have no stack. */
export function isThematicBreak(line: string): boolean {
  return oneMark.test(line) && threeOfIt.test(line);
}
