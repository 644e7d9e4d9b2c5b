import { describe, expect, it } from 'vitest';
import { familyMember, parseFamily } from '../../../../src/science/models/modelFamily';

function names(text: string, inputs: number, outputs: number): string[] {
  const family = parseFamily(text);
  if (!family.ok) throw new Error(family.error);
  return family.value.widths.map((width) => {
    const member = familyMember(family.value, width, inputs, outputs);
    return member.ok ? member.value.name : member.error;
  });
}

describe('a family of models', () => {
  it.each([
    ['mlp(in-{2..4}-out)', ['mlp(8-2-3, relu)', 'mlp(8-3-3, relu)', 'mlp(8-4-3, relu)']],
    ['mlp(8-{16, 4}-3, tanh)', ['mlp(8-4-3, tanh)', 'mlp(8-16-3, tanh)']],
    ['mlp(in-{5,6}-{5, 6}-out)', ['mlp(8-5-5-3, relu)', 'mlp(8-6-6-3, relu)']],
    ['mlp(in-{2..3}-7-out,gelu)', ['mlp(8-2-7-3, gelu)', 'mlp(8-3-7-3, gelu)']],
    ['mlp(in-32-out)', ['mlp(8-32-3, relu)']],
    ['linear', ['linear(8-3)']],
    ['mlp(9-{2..2}-3)', ['The model takes 9 inputs, and the data have 8 features.']],
    ['mlp(in-{2}-4)', ['The model has 4 outputs, and the data need 3.']],
  ])('%s', (text, expected) => expect(names(text, 8, 3)).toEqual(expected));

  it.each([
    ['cnn', /is no family of models: write mlp\(in-/],
    ['models/mine.json', /is one model .* and no family/],
    ['mlp(in-{4..2}-out)', /are no widths/],
    ['mlp(in-{0..2}-out)', /are no widths/],
    ['mlp(in-{2..4}-{2..5}-out)', /move together/],
    ['mlp({2..4}-out)', /hidden layer/],
    ['mlp({2..4}-5-out)', /only hidden layers vary/],
    ['mlp(in-out)', /hidden layer/],
    ['mlp(out-{2..4}-in)', /in stands first/],
    ['mlp(in-{2..4}-out, swish)', /no activation “swish”/],
  ])('refuses %s', (text, message) => {
    const family = parseFamily(text);
    expect(family.ok ? 'ok' : family.error).toMatch(message);
  });
});
