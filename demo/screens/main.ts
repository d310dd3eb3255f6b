import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import type { ApiPerson } from '../../api-client/person.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { projectRoot } from '../../src/platform/version.js';
import { homeOperator, type People } from '../cast.js';
import { keepPlaying } from '../keep-playing.js';
import { Narrator } from '../narrator.js';
import { startDemo } from '../start-demo.js';
import { tellStory } from '../story.js';
import { tickWhenMoved } from '../ticks.js';
import { Words } from '../words.js';
import { type Shot, SHOTS, type Viewer } from './shots.js';

const WINDOWS = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const SETTLED_MS = 800;

/** `npm run screens [name …]`: pictures of every page of the demo into docs/screens/, with Debian's Chromium. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const shots = SHOTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const folder = await mkdtemp(join(tmpdir(), 'vang-screens-'));
  const clock = new MovableClock();
  const firstLines: string[] = [];
  const narrator = new Narrator();
  const starting = await startDemo(folder, clock, (line) => firstLines.push(line));
  const service = await starting.ready;
  tickWhenMoved(service, clock);
  const words = await Words.of(service.url);
  const { devices, people } = await tellStory({ url: service.url, clock, narrator, words, firstLines, folder });
  clock.backToSystemTime();
  keepPlaying(devices, clock);
  const viewers = await viewersOf(people);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const out = join(projectRoot(), 'docs', 'screens');
  await mkdir(out, { recursive: true });
  try {
    for (const shot of shots) {
      await take(browser, service.url, shot, { out, viewer: viewers[shot.viewer] });
      narrator.say(`docs/screens/${shot.name}.png`);
    }
  } finally {
    await browser.close();
    await starting.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The people of the story, and two of a centre that has nothing yet. */
async function viewersOf(people: People): Promise<Record<Viewer, ApiPerson | undefined>> {
  const { administrator, editor, approver, leader } = people;
  const centre = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm mới' });
  const scope = { kind: 'centre', id: centre.id };
  const newEditor = await administrator.invite('bien.tap.moi', 'Nguyễn Văn Mới', 'editor', scope);
  const newLeader = await administrator.invite('lanh.dao.moi', 'Trần Thị Mới', 'leader', scope);
  const [operator] = homeOperator(people);
  return { nobody: undefined, operator, editor, approver, administrator, leader, newEditor, newLeader };
}

async function take(
  browser: Browser,
  url: string,
  { path, window = 'desk', scheme = 'light', withoutService, prepare, name }: Shot,
  { out, viewer }: { out: string; viewer: ApiPerson | undefined },
): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: WINDOWS[window],
    colorScheme: scheme,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  try {
    if (viewer)
      await context.request.post('/api/v1/sessions', { data: { login: viewer.login, password: viewer.password } });
    const page = await context.newPage();
    await page.goto(path);
    await page.waitForTimeout(SETTLED_MS);
    if (withoutService) {
      await page.route('**/api/**', (route) => route.abort());
      await page.reload();
      await page.waitForTimeout(SETTLED_MS);
    }
    await prepare?.(page);
    await page.waitForTimeout(SETTLED_MS);
    await page.screenshot({ path: join(out, `${name}.png`) });
  } finally {
    await context.close();
  }
}

await main();
