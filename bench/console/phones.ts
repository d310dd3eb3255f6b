import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ApiPerson } from '../../api-client/person.js';
import { CHROMIUM } from '../../browser/chromium.js';

/** A cheap phone on 3G: the processor four times slower than this machine's, 1.6 Mbit/s, 150 ms to the service. */
const SLOW = { cpu: 4, bytesPerSecond: 200_000, latencyMs: 150 };

const POLL_MS = 50;
const GIVE_UP_MS = 60_000;

/** Phones of one operator, in one Chromium. */
export class Phones {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly operator: ApiPerson,
  ) {}

  static async start(url: string, operator: ApiPerson): Promise<Phones> {
    return new Phones(await chromium.launch(CHROMIUM), url, operator);
  }

  /** A phone that has never opened the page, signed in. */
  async signedIn(): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const { login, password } = this.operator;
    const answer = await context.request.post('/api/v1/sessions', { data: { login, password, withToken: false } });
    if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
    return context;
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** A page as slow as on a cheap phone. */
export async function slowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.latencyMs,
    downloadThroughput: SLOW.bytesPerSecond,
    uploadThroughput: SLOW.bytesPerSecond,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
  return page;
}

/** Milliseconds from the address to the title of what comes next (or is on the air), painted. */
export async function untilNextIsVisible(page: Page): Promise<number> {
  await page.addInitScript(`
    new MutationObserver((_, observer) => {
      if (!document.querySelector('section[aria-label="Tiếp theo"], section[aria-label="Đang phát"]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { globalThis.nextVisibleMs = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });`);
  await page.goto('/hom-nay', { waitUntil: 'commit' });
  return untilTold<number>(page, 'globalThis.nextVisibleMs');
}

/**
 * Asks the page until it has an answer; the policy of the page lets nothing in it wait for a text of script.
 * @throws Error after a minute
 */
export async function untilTold<Answer>(page: Page, script: string): Promise<NonNullable<Answer>> {
  const until = performance.now() + GIVE_UP_MS;
  while (performance.now() < until) {
    const answer = await page.evaluate<Answer | undefined>(script);
    if (answer) return answer;
    await pause(POLL_MS);
  }
  throw new Error(`the page at ${page.url()} never told ${script}`);
}
