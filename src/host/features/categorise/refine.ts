import {
  CancellationTokenSource,
  l10n,
  LanguageModelChatMessage,
  lm,
  ProgressLocation,
  window,
} from 'vscode';
import type { CancellationToken, LanguageModelChat } from 'vscode';
import type { Logger } from '../../../base/logger';
import {
  papersAtOnce,
  readRefinement,
  refinementPrompt,
  type Refinement,
} from '../../../papers/categorise/modelRefinement';
import type { ReviewedPaper } from './review';

/** Forks of the editor may lack the interface, whatever its types say. */
export function mayHaveModels(): boolean {
  return typeof (lm as Partial<typeof lm> | undefined)?.selectChatModels === 'function';
}

export interface Refined {
  readonly refinements: ReadonlyMap<string, Refinement>;
  /** What became of it, in words. */
  readonly message: string;
}

/**
 * Asks the user whether titles and abstracts may go to a language model of the editor's, then asks the model. Nothing is
 * sent before the user says so, notes are never sent, and only categories that there are come back.
 */
export async function refineWithModel(
  papers: readonly ReviewedPaper[],
  categories: readonly string[],
  log: Logger,
): Promise<Refined> {
  const none = (message: string): Refined => ({ refinements: new Map(), message });
  const told = papers.filter(({ text }) => text.title !== undefined);
  if (told.length === 0) return none(l10n.t('There is no paper with a title to ask about.'));
  const [model] = mayHaveModels() ? await lm.selectChatModels() : [];
  if (!model) return none(l10n.t('The editor offers no language model.'));
  const send = l10n.t('Send');
  const answer = await window.showInformationMessage(
    l10n.t('Send {0} papers to the language model {1}?', told.length, model.name),
    {
      modal: true,
      detail: l10n.t(
        'Their titles, abstracts and arXiv categories, and the names of your categories, go to {0} by way of the editor. Your notes do not. The answers are suggestions: nothing is written before you accept it.',
        model.vendor,
      ),
    },
    send,
  );
  if (answer !== send) return none(l10n.t('Nothing was sent.'));
  return window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: l10n.t('Asking {0}', model.name) },
    async (progress, token) => {
      const refinements = new Map<string, Refinement>();
      for (let at = 0; at < told.length && !token.isCancellationRequested; at += papersAtOnce) {
        progress.report({ message: l10n.t('{0} of {1} papers', at, told.length), increment: 0 });
        const batch = told.slice(at, at + papersAtOnce);
        try {
          const text = await ask(
            model,
            refinementPrompt(
              batch.map((paper) => paper.text),
              categories,
            ),
            token,
          );
          for (const [index, refinement] of readRefinement(text, batch.length, categories)) {
            const paper = batch[index];
            if (paper) refinements.set(paper.id, refinement);
          }
        } catch (error) {
          if (token.isCancellationRequested) break;
          log.error(`The language model ${model.id} failed: ${String(error)}`);
          return { refinements, message: l10n.t('The language model failed: {0}', reasonOf(error)) };
        }
      }
      const cancelled = token.isCancellationRequested ? ` ${l10n.t('Cancelled.')}` : '';
      return {
        refinements,
        message: `${l10n.t('{0} answered for {1} of {2} papers.', model.name, refinements.size, told.length)}${cancelled}`,
      };
    },
  );
}

async function ask(model: LanguageModelChat, prompt: string, outer: CancellationToken): Promise<string> {
  const source = new CancellationTokenSource();
  const link = outer.onCancellationRequested(() => source.cancel());
  try {
    const response = await model.sendRequest([LanguageModelChatMessage.User(prompt)], {}, source.token);
    let text = '';
    for await (const part of response.text) {
      text += part;
      // Twenty answers of a line each: what goes on beyond that is none.
      if (text.length > 50_000) break;
    }
    return text;
  } finally {
    link.dispose();
    source.cancel();
    source.dispose();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
