import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, specHash } from '../../../src/experiments/specHash';

describe('specHash', () => {
  it('is the SHA-256 of canonical JSON', () => {
    const json = '{"kind":"k","spec":{"a":1,"가":"😀"}}';
    expect(specHash('k', { 가: '😀', a: 1 })).toBe(createHash('sha256').update(json).digest('hex'));
  });

  it('does not depend on the order of keys or on undefined members, but on everything else', () => {
    expect(specHash('k', { a: 1, b: { c: [1, 2], d: 2 } })).toBe(
      specHash('k', { b: { d: 2, e: undefined, c: [1, 2] }, a: 1 }),
    );
    const hashes = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: [1, 2] }, { a: [2, 1] }, { b: 1 }].map((spec) =>
      specHash('k', spec),
    );
    expect(new Set([...hashes, specHash('other', { a: 1 })]).size).toBe(7);
  });

  it('writes JSON with sorted keys', () => {
    expect(canonicalJson({ b: [true, null, { d: 1.5, c: 'x"' }], a: undefined })).toBe(
      '{"b":[true,null,{"c":"x\\"","d":1.5}]}',
    );
  });
});
