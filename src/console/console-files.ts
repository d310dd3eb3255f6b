import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../platform/version.js';
import { ConsoleNotBuilt } from './console.problems.js';

/** What `npm run build` makes of web/. */
export const consoleFolder = (): string => join(projectRoot(), 'dist', 'web');

/** Whether the pages of the console were built: `npm run build:service` builds the service alone. */
export const isConsoleBuilt = (): boolean => existsSync(join(consoleFolder(), 'index.html'));

const NONCE = '<meta name="csp-nonce" content=""';

/** The page of the console, a new one for each nonce. @throws ConsoleNotBuilt */
export class ConsolePage {
  private html: string | undefined;

  withNonce(nonce: string): string {
    this.html ??= this.read();
    return this.html.replace(NONCE, `<meta name="csp-nonce" content="${nonce}"`);
  }

  private read(): string {
    if (!isConsoleBuilt()) throw new ConsoleNotBuilt();
    return readFileSync(join(consoleFolder(), 'index.html'), 'utf8');
  }
}
