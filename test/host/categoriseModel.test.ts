import assert from 'node:assert/strict';
import { CancellationTokenSource, extensions, lm, window, workspace } from 'vscode';
import { refineWithModel } from '../../src/host/features/categorise/refine';
import { reviewedPapers, type ReviewedPaper } from '../../src/host/features/categorise/review';
import { WorkspaceNotes } from '../../src/host/notes/workspaceNotes';
import { WorkspacePapers } from '../../src/host/papers/workspacePapers';
import type { TestModel } from '../languageModel/testModel';
import { closeAll, eventually, inRoot, write } from './support';

const log = { info() {}, warn() {}, error() {} };
const categories = ['Theory', 'Practice'];
const note = `## Papers to Read

- [Entropy of a noisy source](https://example.org/entropy)
    - a note of mine
- [A protein folds](https://example.org/protein)
`;

/** The editor shows no dialog to tests: what it is asked for is answered here. The model and its answers are the editor's own. */
describe('categories refined by a language model of the editor', () => {
  let model: TestModel;
  let papers: readonly ReviewedPaper[];
  const { showInformationMessage, withProgress } = window;
  let asked: string[];
  let cancel: CancellationTokenSource;

  before(async () => {
    const extension = extensions.getExtension<TestModel>('marginalia-tests.test-model');
    assert.ok(extension, 'the extension with the model is not loaded');
    model = await extension.activate();
    await write('model/list.md', note);
    const notes = new WorkspaceNotes(log);
    const library = new WorkspacePapers(notes, log);
    papers = await eventually('the papers of the note', async () => {
      const all = await reviewedPapers(library, []);
      const own = all.filter(({ proposal }) => proposal.paper.places[0]?.note === 'model/list.md');
      return own.length === 2 ? own : undefined;
    });
    library.dispose();
    notes.dispose();
  });
  beforeEach(() => {
    asked = [];
    cancel = new CancellationTokenSource();
    model.requests.length = 0;
    answerDialog('Send');
    Object.assign(window, {
      withProgress: (_options: unknown, task: (...args: unknown[]) => unknown) =>
        task({ report: () => undefined }, cancel.token),
    });
  });
  afterEach(() => {
    Object.assign(window, { showInformationMessage, withProgress });
    cancel.dispose();
  });
  after(async () => {
    await offer(false);
    await closeAll();
    await workspace.fs.delete(inRoot('model'), { recursive: true });
  });

  function answerDialog(button: string | undefined): void {
    Object.assign(window, {
      showInformationMessage: async (message: string, { detail }: { readonly detail: string }) => {
        asked.push(`${message} ${detail}`);
        return button;
      },
    });
  }

  async function offer(offered: boolean): Promise<void> {
    model.offer(offered);
    await eventually(
      offered ? 'the model' : 'the end of the model',
      async () => (await lm.selectChatModels({ vendor: 'marginalia-tests' })).length === (offered ? 1 : 0),
    );
  }

  const refine = () => refineWithModel(papers, categories, log);
  const answered = (...parts: readonly string[]) => {
    model.answer = () => parts;
    return refine();
  };

  it('are none where the editor has no model, and nobody is asked', async () => {
    await offer(false);
    const { refinements, message } = await refine();
    assert.deepEqual(
      [refinements.size, message, asked.length],
      [0, 'The editor offers no language model.', 0],
    );
  });

  it('are asked for only after a yes, which says what goes where', async () => {
    await offer(true);
    answerDialog(undefined);
    const { refinements, message } = await refine();
    assert.deepEqual([refinements.size, message], [0, 'Nothing was sent.']);
    assert.equal(model.requests.length, 0);
    assert.match(
      asked.join(),
      /Send 2 papers to the language model Echo\?.*marginalia-tests.*Your notes do not/s,
    );
  });

  it('come in parts, with whatever a model says around them, from titles and never from notes', async () => {
    const json = '[{"paper":1,"category":"theory","because":"It  proves."},{"paper":2,"category":null}]';
    model.answer = async function* () {
      for (const part of ['Here you are:\n```json\n', json.slice(0, 30), json.slice(30), '\n```']) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        yield part;
      }
    };
    const { refinements, message } = await refine();
    assert.deepEqual([...refinements.values()], [{ category: 'Theory', because: 'It proves.' }]);
    assert.deepEqual([...refinements.keys()], [papers[0]?.id]);
    assert.equal(message, 'Echo answered for 1 of 2 papers.');
    assert.match(model.requests.join(), /Entropy of a noisy source.*A protein folds/s);
    assert.doesNotMatch(model.requests.join(), /a note of mine/);
  });

  it('are none where the answer is nothing that was asked for', async () => {
    for (const answer of [
      '',
      '<html>Sign in</html>',
      '[{"paper":1,"category":"theory"',
      '[{"paper":9,"category":"Theory"},{"paper":1,"category":"Alchemy"},{"paper":"1"},null,[]]',
      '{"paper":1,"category":"Theory"}',
    ]) {
      const { refinements, message } = await answered(answer);
      assert.deepEqual([refinements.size, message], [0, 'Echo answered for 0 of 2 papers.'], answer);
    }
  });

  it('say so where the model fails, in its own words', async () => {
    model.answer = () => {
      throw new Error('The quota is spent.');
    };
    const { refinements, message } = await refine();
    assert.equal(refinements.size, 0);
    assert.match(message, /The language model failed: .*The quota is spent\./);
  });

  it('end where an answer does not, and tell the model so', async () => {
    let told = false;
    model.answer = async function* (_prompt, token) {
      token.onCancellationRequested(() => (told = true));
      for (let part = 0; part < 100_000 && !token.isCancellationRequested; part++) {
        yield 'x'.repeat(1000);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const { refinements, message } = await refine();
    assert.deepEqual([refinements.size, message], [0, 'Echo answered for 0 of 2 papers.']);
    await eventually('word to the model', () => told);
  });

  it('stop when they are cancelled, and tell the model so', async () => {
    let told = false;
    model.answer = async function* (_prompt, token) {
      yield '[';
      cancel.cancel();
      await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
      told = true;
    };
    const { refinements, message } = await refine();
    assert.equal(refinements.size, 0);
    assert.match(message, /Cancelled\.$/);
    await eventually('word to the model', () => told);
  });
});
