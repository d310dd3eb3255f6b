import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addDays, mondayOf } from '../../../src/platform/clock/local-day.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aSegment, anApprovedProgram } from '../../factories/program.factory.js';
import { minutesOf, quietDays } from '../../factories/rules.factory.js';
import { centreWith, TIME_ZONE, type TestCentre } from '../../factories/station.factory.js';
import { browserOf, DESK, hasChromium, openPage, PHONE, startBrowser } from '../../support/browser.js';
import { faultsInBothLights } from '../../support/both-lights.js';
import { startService, type TestService } from '../../support/service.js';

const STATIONS = 22;
// The cookie of a session expires by the clock of the machine, so the story is played now, about next week.
const TODAY = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const MONDAY = addDays(mondayOf(TODAY), 7);
const WEDNESDAY = addDays(MONDAY, 2);
/** `17:03`, at the stations. */
const timeThere = (milliseconds = Date.now()): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(milliseconds);
const typed = (day: string): string => day.split('-').toReversed().join('/');

/** As much of the answer as the story reads. */
interface Grid {
  states: string[];
  lists: number[][][];
  stations: { cells: (number | null)[] }[];
}

(hasChromium() ? describe : describe.skip)('the schedule in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let centre: TestCentre;
  let editor: TestPerson;
  let weekly: string;

  beforeAll(async () => {
    service = await startService();
    browser = await startBrowser();
    centre = await centreWith(service, { stations: STATIONS });
    // The coming two weeks are planned days.
    await service.sql('INSERT INTO planned_through (time_zone, day) VALUES ($1, $2)', [TIME_ZONE, addDays(TODAY, 14)]);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { id: segmentId } = await aSegment(service, centre.id, 'Chuyên mục cải cách hành chính');
    const about = { centreId: centre.id, segmentId, seconds: 300 };
    await anApprovedProgram(service, { ...about, title: 'Cải cách thể chế là gì?' });
    const news = await anApprovedProgram(service, { centreId: centre.id, seconds: 600, title: 'Bản tin của huyện' });
    weekly = news.id;
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const place = (entry: object) =>
    editor.client.post('/entries', { centreId: centre.id, programId: weekly, startsOn: WEDNESDAY, ...entry });
  /** The schedule as the service tells it, by stations in the order of their ids. */
  const gridOf = async (from: string): Promise<Grid> =>
    (await editor.client.get<Grid>(`/schedule/grid?centreId=${centre.id}&from=${from}&until=${addDays(from, 6)}`)).body;
  const timesOf = ({ stations, lists, states }: Grid) =>
    stations.map(({ cells }) =>
      cells.map((cell) =>
        (lists[cell ?? 0] ?? []).flatMap(([clock = 0, , , , state = 0]) =>
          states[state] === 'withdrawn' ? [] : `${clock / 60} ${states[state]}`,
        ),
      ),
    );
  const isFlawless = async (page: Page) => expect(await faultsInBothLights(page)).toEqual([]);
  const said = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor();

  it('lets an editor place the weekly segment at 22 stations, and solves a clash by one tap', async () => {
    const busy = centre.stations.slice(0, 2).map(({ id }) => id);
    expect((await place({ times: ['17:15'], stationIds: busy })).status).toBe(201);
    const context = await browserOf(browser, service, editor, { ...DESK, reducedMotion: 'reduce' });
    const { page, errors } = await openPage(context, `/lich-phat?ngay=${WEDNESDAY}`);
    await page.getByRole('grid').waitFor();
    await isFlawless(page);
    await page.getByRole('button', { name: 'Xếp lịch' }).click();
    await page.getByRole('option', { name: /Cải cách thể chế/ }).click();
    await page.getByRole('combobox', { name: 'Đài' }).click();
    await page.getByRole('option', { name: `Cả ${STATIONS} đài` }).click();
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    await page.getByLabel('Giờ phát').fill('17h15');
    await page.getByLabel('Ngày phát').fill(typed(WEDNESDAY));
    await page.keyboard.press('Tab');
    await page.getByLabel('Lặp lại').selectOption({ label: 'Hằng tuần' });
    const form = page.getByRole('dialog', { name: 'Xếp lịch' });
    await page.getByLabel('Giờ phát').fill('25:00');
    await page.keyboard.press('Tab');
    await form.getByText('Giờ chưa đúng, ví dụ 17:15.').waitFor();
    await page.getByLabel('Giờ phát').fill('17h15');
    await form.getByText('2 lượt trùng giờ, tại 2 đài.').waitFor();
    await isFlawless(page);
    await form.getByRole('button', { name: 'Xếp lịch' }).click();
    const clash = page.getByRole('dialog', { name: 'Trùng giờ tại 2 đài' });
    const without = clash.getByRole('button', { name: /Bỏ qua 2 đài này/ });
    await without.getByText('20 lượt phát').waitFor();
    await isFlawless(page);
    await without.click();
    await said(page, /Đã xếp lịch/);
    await page.getByRole('region', { name: 'Tuần đang xem' }).waitFor();
    await page.getByText(`20/${STATIONS}`).waitFor();
    expect(timesOf(await gridOf(MONDAY)).filter((days) => days[2]?.includes('1035 planned'))).toHaveLength(STATIONS);
    await isFlawless(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('plans the week of Tết: quiet days, one occurrence moved by the keyboard, a week copied; and undoes it', async () => {
    const quiet = { kind: 'quiet', periods: quietDays('Tết', addDays(MONDAY, 4), addDays(MONDAY, 6)) };
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const rules = `/centres/${centre.id}/airtime-rules/quiet`;
    const { headers } = await administrator.client.get(rules);
    const saved = await administrator.client.put(rules, quiet, { 'if-match': headers.get('etag') ?? '' });
    expect(saved.status).toBe(200);
    expect((await place({ times: ['06:00'], rule: 'FREQ=DAILY', everywhere: true })).status).toBe(201);
    expect((await place({ times: ['10:00'], everywhere: true })).status).toBe(201);
    const before = await Promise.all([gridOf(MONDAY), gridOf(addDays(MONDAY, 7))]);
    const context = await browserOf(browser, service, editor, { ...DESK, reducedMotion: 'reduce' });
    const { page, errors } = await openPage(context, `/lich-phat?ngay=${WEDNESDAY}`);
    await page
      .getByRole('region', { name: 'Khung trống' })
      .getByText(/Ngày nghỉ phát .* \(Tết\): \d+ lượt không phát/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^10:00/ })
      .first()
      .focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await page
      .getByRole('button', { name: /mọi đài của mục/ })
      .getByText(`Thêm ${STATIONS} lượt phát, gỡ ${STATIONS} lượt`)
      .waitFor();
    await isFlawless(page);
    await page.getByRole('button', { name: /mọi đài của mục/ }).click();
    await said(page, /Đã đổi giờ/);
    await page.locator('button:focus[aria-label^="09:55"]').waitFor();
    await page.getByRole('button', { name: 'Thêm' }).click();
    await page.getByRole('menuitem', { name: 'Chép lịch một tuần' }).click();
    await page.getByText(/Khi đến tuần đó, ví dụ tại/).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Thêm: 09:55 thứ Năm/ })
      .waitFor();
    await isFlawless(page);
    await page.getByRole('button', { name: 'Chép lịch' }).click();
    await said(page, /Đã chép lịch/);
    expect(new URL(page.url()).searchParams.get('ngay')).toBe(addDays(MONDAY, 7));
    await page.getByRole('region', { name: 'Tuần đang xem' }).getByText(/09:55/).waitFor();
    await page
      .getByRole('button', { name: /^09:55/ })
      .first()
      .waitFor();
    expect(timesOf(await gridOf(addDays(MONDAY, 7)))).not.toEqual(timesOf(before[1]));
    for (const undone of [1, 2]) {
      await page.getByRole('button', { name: 'Thêm' }).click();
      await page.getByRole('menuitem', { name: 'Thay đổi gần đây' }).click();
      const list = page.getByRole('dialog', { name: 'Thay đổi gần đây' }).getByRole('listitem');
      await list.filter({ hasText: 'Xếp lịch: Bản tin của huyện' }).filter({ hasText: '22 đài' }).first().waitFor();
      // What was undone is there too, as a change of its own.
      await list
        .filter({ hasNotText: /hoàn tác một lần/i })
        .filter({ hasNotText: 'Đã hoàn tác' })
        .first()
        .getByRole('button', { name: 'Hoàn tác' })
        .click();
      await page
        .getByText(/Đã hoàn tác:/)
        .nth(undone - 1)
        .waitFor();
    }
    const after = await Promise.all([gridOf(MONDAY), gridOf(addDays(MONDAY, 7))]);
    expect(after.map(timesOf)).toEqual(before.map(timesOf));
    expect(errors).toEqual([]);
    await context.close();
  });

  it('shows where the day is now, the minutes that are used, and another centre by its address', async () => {
    const second = await centreWith(service, { stations: 1, name: 'Trung tâm Bình Sơn' });
    await personWith(service, 'administrator').then(async ({ client }) => {
      const rules = `/centres/${second.id}/airtime-rules/dayparts`;
      const { headers } = await client.get(rules);
      const body = { kind: 'dayparts', periods: minutesOf('Cả ngày', '05:00', '22:00', 90) };
      expect((await client.put(rules, body, { 'if-match': headers.get('etag') ?? '' })).status).toBe(200);
    });
    const everywhere = await personWith(service, 'editor');
    const context = await browserOf(browser, service, everywhere, { ...DESK, reducedMotion: 'reduce' });
    const { page, errors } = await openPage(context, '/lich-phat?xem=ngay');
    await page.getByRole('combobox', { name: 'Trung tâm' }).selectOption({ label: second.name });
    await page.getByText('1 đài').first().waitFor();
    expect(new URL(page.url()).searchParams.get('trung-tam')).toBe(second.id);
    await page.getByRole('rowheader', { name: 'Phút/ngày', exact: true }).waitFor();
    await page.getByRole('gridcell', { name: '0/90' }).waitFor();
    await isFlawless(page);
    await page.reload();
    await page.getByText('1 đài').first().waitFor();
    const hour = Number(timeThere().slice(0, 2));
    // At night the day that is drawn has not begun.
    if (hour >= 5 && hour < 21) {
      // The line moves every 20 seconds.
      const earliest = timeThere(Date.now() - 60_000);
      const shown = await page.getByTestId('now').innerText();
      expect(shown >= earliest && shown <= timeThere()).toBe(true);
    }
    await page.getByRole('button', { name: 'Sau đó' }).click();
    await page.getByTestId('now').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });

  it('lets the operator of a commune place a notice of its own from the phone', async () => {
    const [home] = centre.stations.slice(5);
    if (!home) throw new Error('there is no station');
    const operator = await personWith(service, 'operator', { kind: 'station', id: home.id });
    await anApprovedProgram(service, { stationId: home.id, title: 'Thông báo tiêm phòng', seconds: 60 });
    const context = await browserOf(browser, service, operator, { ...PHONE, reducedMotion: 'reduce' });
    const { page, errors } = await openPage(context, '/lich-phat');
    await page.getByRole('heading', { name: 'Lịch phát' }).waitFor();
    await isFlawless(page);
    await page.getByRole('button', { name: 'Xếp lịch' }).click();
    await page.getByLabel('Giờ phát').waitFor();
    expect(await page.getByRole('option', { name: /Thông báo tiêm phòng/ }).count()).toEqual(0);
    await page.getByRole('dialog').getByLabel('Chương trình', { exact: true }).click();
    await page.getByRole('option', { name: /Thông báo tiêm phòng/ }).click();
    await page.getByLabel('Giờ phát').fill('1830');
    await page.getByText('1 lượt phát, tại 1 đài').waitFor();
    await isFlawless(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Xếp lịch' }).click();
    await said(page, /Đã xếp lịch: 1 lượt phát/);
    await page.getByRole('button', { name: /^18:30.*Thông báo tiêm phòng/ }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
