import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256, in hexadecimal, of a kind and its spec in normal form (defaults filled in): two blocks have the same hash
 * exactly where they ask for the same thing, however they are written.
 */
export function specHash(kind: string, spec: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ kind, spec }))));
}

/**
 * JSON with the keys of every object in order of their UTF-16 code units, without white space and without undefined
 * members: RFC 8785 for the values that a spec holds.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
