/** The user's settings that make a save touch more than was edited. */
export interface SaveTrims {
  readonly trimTrailingWhitespace: boolean;
  readonly insertFinalNewline: boolean;
  readonly trimFinalNewlines: boolean;
}

/** Whether saving the text under these settings would change it. */
export function saveWouldTrim(text: string, trims: SaveTrims): boolean {
  if (trims.trimTrailingWhitespace && /[ \t\f\v\u00a0\u3000]+(?:\r|\n|$)/.test(text)) return true;
  if (trims.insertFinalNewline && text.length > 0 && !/[\r\n]$/.test(text)) return true;
  return trims.trimFinalNewlines && /\n[ \t]*\r?\n$|\r[ \t]*\r$/.test(text);
}
