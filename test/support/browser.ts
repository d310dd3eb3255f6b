import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../../browser/chromium.js';
import type { TestService } from './service.js';

/** Whether stories can be played: Debian's Chromium, or that of CHROMIUM_PATH. */
export function hasChromium(): boolean {
  const path = CHROMIUM.executablePath;
  const isThere = existsSync(path);
  if (!isThere) process.stderr.write(`SKIPPED: this machine has no ${path} (.ci/run installs it).\n`);
  return isThere;
}

/** A window as in the office, and the phone of a commune's operator. */
export const DESK = { viewport: { width: 1280, height: 800 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

const IN_VIETNAM = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };

export const startBrowser = (): Promise<Browser> => chromium.launch(CHROMIUM);

/** A phone whose browser keeps everything in `folder`, as if it were the same phone each time. */
export const startPhone = (folder: string, { url }: Pick<TestService, 'url'>): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...CHROMIUM, ...IN_VIETNAM, ...PHONE, baseURL: url });

/** A browser of somebody who has signed in with the session of a `TestPerson`, in Việt Nam. Errors of the page fail the test. */
export async function browserOf(
  browser: Browser,
  { url }: Pick<TestService, 'url'>,
  { token }: { token?: string } = {},
  options: BrowserContextOptions = DESK,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    ...IN_VIETNAM,
    ...options,
  });
  if (token !== undefined) {
    await context.addCookies([{ name: 'vang_session', value: token, url, httpOnly: true, sameSite: 'Strict' }]);
  }
  return context;
}

/** A page whose errors are kept: a story ends by expecting that there are none. */
export async function openPage(context: BrowserContext, path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // Chromium writes a line for every refusal, also for those that the page shows.
    if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) {
      errors.push(message.text());
    }
  });
  await page.goto(path);
  return { page, errors };
}

/** Whether the worker of the page has kept its files, so that it opens without a network. */
export const isKept = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`navigator.serviceWorker.controller !== null && caches.keys().then(async ([name]) =>
    name !== undefined && (await (await caches.open(name)).keys()).length > 5)`);

/** How wide the page gets on the narrowest phone with text at twice its size: as the phone, 320 px, when nothing runs off it. */
export async function widthWithLargeText(page: Page): Promise<number> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate<number>(`(() => {
    document.documentElement.style.fontSize = '200%';
    const { scrollWidth } = document.documentElement;
    document.documentElement.style.fontSize = '';
    return scrollWidth;
  })()`);
  if (size) await page.setViewportSize(size);
  return width;
}

const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds serious or critical on the page as it is, by rule and place. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { target: string[]; failureSummary: string }[];
    }
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      );
  });
}
