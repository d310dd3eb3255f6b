import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { ApiPerson } from '../../api-client/person.js';
import { CHROMIUM } from '../../browser/chromium.js';
import { MovableClock } from '../../src/platform/clock/clock.js';
import { projectRoot } from '../../src/platform/version.js';
import { homeOperator, type People } from '../cast.js';
import { keepPlaying } from '../keep-playing.js';
import { Narrator } from '../narrator.js';
import { startDemo } from '../start-demo.js';
import { tellStory } from '../story.js';
import { tickWhenMoved } from '../ticks.js';
import { Words } from '../words.js';
import type { Shot, Viewer } from './shot.js';
import { SHOTS } from './shots.js';

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
  const browser = await chromium.launch(CHROMIUM);
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

/** The people of the story, two of a centre that has nothing yet, and an operator without a notice. */
async function viewersOf(people: People): Promise<Record<Viewer, ApiPerson | undefined>> {
  const { administrator, editor, approver, leader } = people;
  const centre = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm mới' });
  const scope = { kind: 'centre', id: centre.id };
  const newEditor = await administrator.invite('bien.tap.moi', 'Nguyễn Văn Mới', 'editor', scope);
  const newApprover = await administrator.invite('duyet.moi', 'Phạm Thị Mới', 'approver', scope);
  const newLeader = await administrator.invite('lanh.dao.moi', 'Trần Thị Mới', 'leader', scope);
  const [operator, stationId] = homeOperator(people);
  const newOperator = [...people.operators].find(([id]) => id !== stationId)?.[1];
  const ofStory = { nobody: undefined, operator, editor, approver, administrator, leader };
  return { ...ofStory, newEditor, newApprover, newLeader, newOperator };
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
    await settled(page);
    if (withoutService) {
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
      await context.setOffline(true);
      await page.reload();
      await page.waitForTimeout(SETTLED_MS);
    }
    await prepare?.(page);
    await settled(page);
    await writeSmall(await page.screenshot(), join(out, `${name}.png`));
  } finally {
    await context.close();
  }
}

/** Nothing is asked for any more, and what came is drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(SETTLED_MS);
}

/** With 128 colours a page takes a third of the bytes, and nobody sees it. */
async function writeSmall(png: Buffer, path: string): Promise<void> {
  const raw = `${path}.raw`;
  await writeFile(raw, png);
  const palette = 'split[a][b];[a]palettegen=max_colors=128:reserve_transparent=0[p];[b][p]paletteuse=dither=none';
  await promisify(execFile)('ffmpeg', ['-y', '-loglevel', 'error', '-i', raw, '-vf', palette, path]);
  await rm(raw);
}

await main();
