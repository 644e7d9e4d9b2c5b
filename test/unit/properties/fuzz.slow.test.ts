import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileNote } from './hostileNotes';
import { editFault, parserFault } from './promises';
import { editMakers, parsers } from './subjects';

/** The same notes at every run; `npm run fuzz` tries others, and more, and measures the time of long ones. */
const seed = 20260102;
const runs = 40;

describe.each(parsers)('$name', (parser) => {
  it('reads any note without throwing, and gives ranges within it', async () => {
    const property = fc.asyncProperty(hostileNote(60), async (note) => {
      expect(await parserFault(parser, note)).toBeUndefined();
    });
    await fc.assert(property, { seed, numRuns: runs });
  }, 120_000);
});

describe.each(editMakers)('$name', (maker) => {
  it('edits where it says, and undoing gives the note back byte for byte', () => {
    const property = fc.property(hostileNote(60), fc.nat(), (note, choice) => {
      expect(editFault(maker, note, choice)).toBeUndefined();
    });
    fc.assert(property, { seed, numRuns: runs });
  }, 120_000);
});
