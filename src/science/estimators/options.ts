/** An option of an estimator: a number in a range, one of some words, or yes or no. */
export type OptionDeclaration =
  | {
      readonly type: 'number';
      readonly default: number;
      readonly low: number;
      readonly high: number;
      readonly whole: boolean;
    }
  | { readonly type: 'word'; readonly default: string; readonly words: readonly string[] }
  | { readonly type: 'boolean'; readonly default: boolean };

export type OptionValue = number | string | boolean;
export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** The values that the declared options take: words are told apart, numbers are numbers. */
export type OptionsOf<Declared extends OptionDeclarations> = {
  readonly [Name in keyof Declared]: Declared[Name] extends { type: 'number' }
    ? number
    : Declared[Name] extends { type: 'word'; words: readonly (infer Word)[] }
      ? Word
      : Declared[Name] extends { type: 'boolean' }
        ? boolean
        : OptionValue;
};

/** A whole number from `low` to `high`. */
export function whole(
  value: number,
  low: number,
  high: number,
): { readonly type: 'number'; default: number; low: number; high: number; whole: true } {
  return { type: 'number', default: value, low, high, whole: true };
}

/** A number from `low` to `high`. */
export function real(
  value: number,
  low: number,
  high: number,
): { readonly type: 'number'; default: number; low: number; high: number; whole: false } {
  return { type: 'number', default: value, low, high, whole: false };
}

/** One of some words, the first unless another is named. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  value: Words[number] = words[0],
): { readonly type: 'word'; default: string; words: Words } {
  return { type: 'word', default: value, words };
}

export function yesOrNo(value: boolean): { readonly type: 'boolean'; default: boolean } {
  return { type: 'boolean', default: value };
}

/** The value that a text gives an option; undefined where it cannot take it. */
export function readOption(option: OptionDeclaration, text: string): OptionValue | undefined {
  switch (option.type) {
    case 'number': {
      const value = text === '' ? NaN : Number(text);
      const fits = value >= option.low && value <= option.high && (!option.whole || Number.isInteger(value));
      return fits ? value : undefined;
    }
    case 'word':
      return option.words.find((word) => word.toLowerCase() === text.toLowerCase());
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
  }
}

/** What an option can be: `a whole number from 2 to 100`. */
export function describeOption(option: OptionDeclaration): string {
  switch (option.type) {
    case 'number':
      return `a ${option.whole ? 'whole ' : ''}number from ${option.low} to ${option.high}`;
    case 'word':
      return `one of ${option.words.join(', ')}`;
    case 'boolean':
      return 'true or false';
  }
}
