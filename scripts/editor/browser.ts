import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium';

/** A headless Chromium that this process ends; its own handling of signals is left to the caller. */
export async function launchBrowser(args: string[] = CHROMIUM_FLAGS): Promise<Browser> {
  const executablePath = await ensureChromium();
  return chromium.launch({
    executablePath,
    args,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
