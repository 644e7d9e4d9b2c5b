import '../shared/noEval';
import { z } from 'zod';
import { gpuPageContract } from '../../src/protocol/gpuPage';
import { GpuSessions, type GpuSessionsOptions } from '../../src/protocol/gpuSessions';
import { connectHost } from '../shared/host';
import { openPage } from '../shared/page';
import './style.css';

const page = openPage(z.object({}));
const root = document.getElementById('app') ?? document.body;

const sessions = new GpuSessions({
  // The types of the DOM do not know it yet, and not every editor's Chromium has it.
  gpu: (navigator as { readonly gpu?: GpuSessionsOptions['gpu'] }).gpu,
  said: (message) => host.said(message),
  now: () => performance.now(),
  show,
});

const host = connectHost(
  page.port,
  gpuPageContract,
  { told: (message) => sessions.told(message) },
  ({ message, remedy }) => show([message, remedy]),
);

function show(lines: readonly string[]): void {
  const paragraphs = lines.map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
  root.replaceChildren(...paragraphs);
}

host.ready({});
