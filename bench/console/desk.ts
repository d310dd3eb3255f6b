import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import type { ApiPerson } from '../../api-client/person.js';
import { CHROMIUM } from '../../browser/chromium.js';
import { gridAnswer, SEGMENT } from './grid-answer.js';

const GRID = /\/api\/v1\/schedule\/grid\?/;

/** An office PC of the editor: a window of 1280 × 800 at the speed of this machine. */
export interface Desk {
  page: Page;
  devtools: CDPSession;
  /** Chromium itself, for what it writes down of all its threads. */
  browser: Browser;
  close(): Promise<void>;
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Desks of one editor who is signed in, in one Chromium. */
export class Desks {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly session: Session,
  ) {}

  static async start(url: string, { login, password }: Pick<ApiPerson, 'login' | 'password'>): Promise<Desks> {
    const browser = await chromium.launch(CHROMIUM);
    const context = await browser.newContext({ baseURL: url });
    const answer = await context.request.post('/api/v1/sessions', { data: { login, password, withToken: false } });
    if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
    const session = await context.storageState();
    await context.close();
    return new Desks(browser, url, session);
  }

  /**
   * A window that has kept nothing of the console, open at a page beside the schedule. The schedule is that of `stations`
   * stations, whatever the service holds: what the page does with the answer is measured, not the service.
   */
  async open(stations: number): Promise<Desk> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: 1280, height: 800 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      serviceWorkers: 'block',
      storageState: this.session,
    });
    await context.route(GRID, async (route) => {
      const from = new URL(route.request().url()).searchParams.get('from') ?? '';
      await route.fulfill({ json: gridAnswer(stations, from) });
    });
    await context.route(/\/api\/v1\/segments/, (route) => route.fulfill({ json: { items: [SEGMENT] } }));
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    await page.goto('/tai-khoan', { waitUntil: 'networkidle' });
    // What asks the page for its elements is put into it now, and not while it is measured.
    await page.waitForSelector('nav');
    await page.evaluate('0');
    return { page, devtools, browser: this.browser, close: () => context.close() };
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** Milliseconds that the main thread has worked since the page began; what others on this machine do does not count. */
export async function mainThreadMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** What it cost its thread, in microseconds. */
  tdur?: number;
  args: { name?: string };
}

/** The longest task of the main threads of pages while `work` is done, in milliseconds of the processor. */
export async function longestTaskMs({ browser, page }: Desk, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: Traced[] };
  const threadOf = ({ pid, tid }: Traced) => `${pid} ${tid}`;
  const isMain = (event: Traced) => event.name === 'thread_name' && event.args.name === 'CrRendererMain';
  const mains = new Set(traceEvents.filter(isMain).map(threadOf));
  const tasks = traceEvents.filter((event) => event.ph === 'X' && mains.has(threadOf(event)));
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
