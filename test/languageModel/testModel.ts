import type { CancellationToken } from 'vscode';

/** What the tests' extension with a language model exports. */
export interface TestModel {
  /** The prompts that came, in order. */
  readonly requests: string[];
  /** The parts of the answer to a prompt. */
  answer: (prompt: string, token: CancellationToken) => Iterable<string> | AsyncIterable<string>;
  /** Whether the editor has the model: from now on. */
  offer(offered: boolean): void;
}
