import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundleFile, localisedTexts } from '../../scripts/l10n';

describe('texts of the extension host', () => {
  it('are written out where they are translated, so that they can be found', () => {
    expect(localisedTexts().unreadable).toEqual([]);
  });

  it('are all in l10n/bundle.l10n.json, and nothing else is (npx tsx scripts/l10n.ts writes it)', () => {
    const bundle = JSON.parse(readFileSync(bundleFile, 'utf8')) as Record<string, string>;
    expect(Object.keys(bundle).sort()).toEqual([...localisedTexts().texts]);
  });
});
