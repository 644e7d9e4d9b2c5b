/** An extension that offers the editor a language model, whose answers the tests say: no network, and no account. */
import {
  EventEmitter,
  LanguageModelTextPart,
  lm,
  type CancellationToken,
  type ExtensionContext,
  type LanguageModelChatProvider,
} from 'vscode';
import type { TestModel } from './testModel';

export function activate(context: ExtensionContext): TestModel {
  const changed = new EventEmitter<void>();
  let isOffered = false;
  const model: TestModel = {
    requests: [],
    answer: () => [],
    offer(offered) {
      isOffered = offered;
      changed.fire();
    },
  };
  const provider: LanguageModelChatProvider = {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: () =>
      isOffered
        ? [
            {
              id: 'echo',
              name: 'Echo',
              family: 'echo',
              version: '1',
              maxInputTokens: 100_000,
              maxOutputTokens: 100_000,
              capabilities: {},
            },
          ]
        : [],
    async provideLanguageModelChatResponse(_model, messages, _options, progress, token: CancellationToken) {
      const prompt = messages
        .flatMap(({ content }) => content)
        .map((part) => (part instanceof LanguageModelTextPart ? part.value : ''))
        .join('');
      model.requests.push(prompt);
      for await (const text of model.answer(prompt, token)) {
        if (token.isCancellationRequested) return;
        progress.report(new LanguageModelTextPart(text));
      }
    },
    provideTokenCount: async () => 1,
  };
  context.subscriptions.push(changed, lm.registerLanguageModelChatProvider('marginalia-tests', provider));
  return model;
}
