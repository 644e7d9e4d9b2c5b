import { describe, expect, it } from 'vitest';
import { isWell, parseWell } from '../../../../src/science/tasks/wellTask';

function eigenvalues(text: string): number[] {
  const parsed = parseWell(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return [...parsed.value.well.eigenvalues];
}

describe('the quadratic well as a task', () => {
  it('has a spectrum by name, whose own parameters stand in brackets within brackets, or as a list', () => {
    expect(eigenvalues('task:quadratic-well(spectrum=outliers(2, 5, 0.5), dimension=4, distance=1)')).toEqual(
      [5, 5, 0.5, 0.5],
    );
    expect(eigenvalues('TASK:quadratic_well(spectrum=[1, 0, 4])')).toEqual([4, 1, 0]);
    expect(eigenvalues('task:quadratic-well')).toHaveLength(200);
  });

  it('is told from what is like it', () => {
    expect(isWell('task:quadratic-wells')).toBe(false);
    expect(isWell('quadratic-well.csv')).toBe(false);
  });

  it.each([
    ['(spectrum=pwer(1))', 'did you mean power?'],
    ['(spektrum=flat)', 'did you mean spectrum?'],
    ['(spectrum=[1,-1])', 'the eigenvalue -1 is negative'],
    ['(spectrum=[1,,2])', 'an eigenvalue is no finite number'],
    ['(spectrum=[2,1],dimension=3)', 'leave dimension out'],
    ['(dimension=0)', 'a whole number from 1 to 5000'],
    ['(distance=0)', 'a number above 0'],
    ['(distance=1,distance=2)', 'given distance twice'],
    ['(distance=1', 'is no task'],
  ])('task:quadratic-well%s: %s', (rest, sentence) => {
    const parsed = parseWell(`task:quadratic-well${rest}`);
    expect(parsed.ok ? '' : parsed.error).toContain(sentence);
  });
});
