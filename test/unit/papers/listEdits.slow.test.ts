import { describe, expect, it } from 'vitest';
import { checkEdits, checkSeveral } from '../../fixtures/listEditChecks';

describe('edits of entries, on random notes', () => {
  it('say the new thing, leave every other line alone, and can be taken back', () => {
    const written = checkEdits(220, 21);
    for (const field of ['priority', 'status', 'category', 'title', 'href']) {
      expect(written.get(field) ?? 0, field).toBeGreaterThan(5);
    }
  }, 120_000);

  it('come to the same whether made at once or one by one', () => checkSeveral(40, 22), 120_000);
});
