import { expect, it } from 'vitest';
import { openEditor } from './harness';

it('opens the workbench on the fixture with the extension in it', async () => {
  const editor = await openEditor();
  await editor.openFile('README.md');
  await editor.text('Fixture notes').first().waitFor();

  await editor.runCommand('Developer: Show Running Extensions');
  const row = editor.page.locator('.extension').filter({ hasText: 'marginalia' });
  await row.getByText(/Activation: \d+ms/).waitFor();

  expect(await row.count()).toBe(1);
});
