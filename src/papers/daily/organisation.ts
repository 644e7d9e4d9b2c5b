/**
 * The name of an organisation as a page's text gives it. Copied from the page it comes twice, first as the picture's
 * text, which is the account's name: "deep-lab Deep Lab" is "Deep Lab".
 */
export function organisationName(text: string): string {
  const [handle = '', ...rest] = text.trim().split(' ');
  const name = rest.join(' ');
  if (name === '') return handle;
  const [short, long] = [letters(handle), letters(name)];
  if (short === '' || long === '') return text.trim();
  const initials = rest.map((word) => (/^\p{Lu}/u.test(word) ? letters(word).slice(0, 1) : '')).join('');
  const alike =
    short.startsWith(long) ||
    long.startsWith(short) ||
    (short.length >= 4 && sharedStart(short, long) >= Math.min(4, long.length)) ||
    (initials.length >= 2 && short.startsWith(initials));
  return alike ? name : text.trim();
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
