import { describe, expect, it } from 'vitest';
import { CodedError, describeError, serialiseError } from '../../../src/base/errors';

describe('errors for people', () => {
  const error = new CodedError('data.unreadable', '"abc" is not a number.', {
    remedy: 'Name the column as `label`.',
    location: { file: 'data/x.csv', line: 3, column: 2 },
  });

  it('reads as one line: place, what, remedy', () => {
    expect(describeError(error)).toBe('data/x.csv:3:2: "abc" is not a number. Name the column as `label`.');
  });

  it('serialises with its code, and anything else as internal', () => {
    expect(serialiseError(error)).toMatchObject({ code: 'data.unreadable', location: { line: 3 } });
    expect(serialiseError(new TypeError('boom'))).toEqual({ code: 'internal', message: 'boom', remedy: '' });
    expect(serialiseError('boom')).toEqual({ code: 'internal', message: 'boom', remedy: '' });
  });
});
