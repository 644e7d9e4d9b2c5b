import { describe, expect, it } from 'vitest';
import { checkEdits, checkSeveral } from '../../fixtures/listEditChecks';

describe('edits of entries, on random notes', () => {
  it('say the new thing, leave every other line alone, and can be taken back', () => {
    const written = checkEdits(80, 11);
    for (const field of ['priority', 'status', 'category', 'title', 'href']) {
      expect(written.get(field) ?? 0, field).toBeGreaterThan(1);
    }
  }, 120_000);

  it('come to the same whether made at once or one by one', () => checkSeveral(12, 12), 120_000);
});
