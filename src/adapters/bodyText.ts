import { gunzipSync } from 'node:zlib';

/**
 * The text of a response's body: by its byte-order mark, else the charset its header declares, else what the XML
 * itself declares, else UTF-8. Bytes that are declared UTF-8 and are not are read as Latin text, which is what they
 * then are in practice. Gzip that nobody declared is unpacked.
 * @param maxBytes unpacked text longer than this throws.
 */
export function readBodyText(bytes: Uint8Array, contentType: string | null, maxBytes: number): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes;
  const label = markedCharset(plain) ?? headerCharset(contentType) ?? xmlCharset(plain) ?? 'utf-8';
  const decoder = decoderOf(label);
  const text = decoder.decode(plain);
  return decoder.encoding === 'utf-8' && isLatinText(text)
    ? new TextDecoder('windows-1252').decode(plain)
    : text;
}

function markedCharset([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function headerCharset(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1];
}

function xmlCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 120));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1];
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder(); // A charset that nobody knows: UTF-8 is the best guess.
  }
}

/**
 * More bytes that are no UTF-8 than letters beyond ASCII that are: not UTF-8 with a torn letter or two. Those at the
 * very end do not count, a body cut off there is still what it was.
 */
function isLatinText(decoded: string): boolean {
  const body = decoded.replace(/\ufffd{1,3}$/, '');
  const broken = body.split('\ufffd').length - 1;
  if (broken === 0) return false;
  // oxlint-disable-next-line no-control-regex
  const beyondAscii = body.match(/[^\u0000-\u007f\ufffd]/gu)?.length ?? 0;
  return broken > beyondAscii;
}
