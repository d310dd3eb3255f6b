import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { wavOf } from '../../factories/audio.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, TIME_ZONE, type TestCentre, type TestStation } from '../../factories/station.factory.js';
import { browserOf, hasChromium, openPage, PHONE, seriousFaults, startBrowser } from '../../support/browser.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

// The cookie of a session expires by the clock of the machine, so the story is played now, about tomorrow.
const TODAY = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const TOMORROW = addDays(TODAY, 1);
const dayAndMonth = `${Number(TOMORROW.slice(8))}/${Number(TOMORROW.slice(5, 7))}`;
const recording = { name: 'Ghi am 001.wav', mimeType: 'audio/wav', buffer: wavOf({ seconds: 40, hertz: 440 }) };

(hasChromium() ? describe : describe.skip)('the commune’s own notice on a phone', () => {
  let service: TestService;
  let browser: Browser;
  let centre: TestCentre;
  let home: TestStation;
  let operator: TestPerson;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    service = await startService();
    browser = await startBrowser();
    centre = await centreWith(service, { stations: 2 });
    [home] = centre.stations as [TestStation];
    await service.sql('INSERT INTO planned_through (time_zone, day) VALUES ($1, $2)', [TIME_ZONE, addDays(TODAY, 14)]);
    operator = await personWith(service, 'operator', { kind: 'station', id: home.id });
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const news = await anApprovedProgram(service, { centreId: centre.id, seconds: 600, title: 'Bản tin của huyện' });
    const entry = { centreId: centre.id, programId: news.id, startsOn: TOMORROW, everywhere: true };
    expect((await editor.client.post('/entries', { ...entry, times: ['05:15', '17:15'] })).status).toBe(201);
    context = await browserOf(browser, service, operator, { ...PHONE, reducedMotion: 'reduce' });
    ({ page, errors } = await openPage(context, '/hom-nay'));
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const isFlawless = async () => expect(await seriousFaults(page)).toEqual([]);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const said = (words: RegExp) => page.getByRole('status').filter({ hasText: words }).first().waitFor();
  const airings = () =>
    service.sql<{ local: string; state: string }>(
      `SELECT to_char(b.starts_at AT TIME ZONE b.time_zone, 'YYYY-MM-DD HH24:MI') AS local, b.state FROM broadcasts b
       JOIN entries e ON e.id = b.entry_id WHERE e.station_id = $1 AND e.withdrawn_at IS NULL ORDER BY b.starts_at`,
      [home.id],
    );

  it('goes from the recording to an hour next to a daypart, solves a clash by one tap, and waits for its approval', async () => {
    await page.getByRole('link', { name: 'Thông báo của xã…' }).click();
    await page.getByText('Chưa có thông báo nào sắp phát.').waitFor();
    await isFlawless();
    await page.getByRole('link', { name: 'Thông báo mới' }).click();
    await button('Gửi và chọn giờ phát').click();
    await page.getByText('Ghi âm hoặc chọn tệp.').waitFor();
    await isFlawless();
    await page.getByTestId('audio-file').last().setInputFiles(recording);
    await page.getByLabel('Tên thông báo').fill('Tiêm chủng tại trạm y tế');
    await isFlawless();
    await button('Gửi và chọn giờ phát').click();

    await page.getByRole('heading', { name: 'Tiêm chủng tại trạm y tế' }).waitFor();
    await page.getByText('Người duyệt của xã hoặc của trung tâm nghe và phê duyệt').waitFor({ timeout: 60_000 });
    await page.getByRole('group', { name: /^Ngày mai/ }).waitFor();
    await isFlawless();
    await page.getByLabel('Giờ khác').fill('1720');
    const clash = page.getByRole('region', { name: 'Trùng giờ' });
    await clash.getByText('Bản tin của huyện').waitFor();
    await isFlawless();
    const after = clash.getByRole('button', { name: /Phát ngay sau, lúc 17:25/ });
    await after.getByText(new RegExp(`Chờ phê duyệt, khi được duyệt thì phát 17:25 .*${dayAndMonth}`)).waitFor();
    await after.click();
    await said(/^Đã đặt: chờ phê duyệt, khi được duyệt thì phát 17:25/);
    await page.getByText('Chờ phê duyệt, phát khi được duyệt').waitFor();
    await isFlawless();
    expect(await airings()).toEqual([{ local: `${TOMORROW} 17:25`, state: 'gap' }]);

    // What is pointed at stays.
    await button('Hoàn tác').first().hover();
    const day = await page.context().newPage();
    await day.goto(`/hom-nay?ngay=${TOMORROW}`);
    const waiting = day.getByRole('region', { name: 'Chờ phê duyệt, phát khi được duyệt: 1 lượt' });
    await waiting.getByText(/17:25\s*Tiêm chủng tại trạm y tế/).waitFor();
    expect(await seriousFaults(day)).toEqual([]);
    await day.close();
    expect(errors).toEqual([]);
  });

  it('can be undone, and is heard once somebody else has approved it', async () => {
    await button('Hoàn tác').first().click();
    await button('Làm lại').waitFor();
    await page.getByText('Chưa có thông báo nào sắp phát.').waitFor();
    expect(await airings()).toEqual([]);
    const leader = await personWith(service, 'approver', { kind: 'station', id: home.id });
    const [program] = (
      await leader.client.get<{ items: { id: string; version: unknown }[] }>('/programs?approval=waiting')
    ).body.items;
    await listenTo(leader.client, program?.id ?? '');
    const decision = { decision: 'approved', version: program?.version };
    expect((await leader.client.post(`/programs/${program?.id}/approval`, decision)).status).toBe(201);

    await page.reload();
    await page.getByRole('link', { name: 'Đặt giờ phát: Tiêm chủng tại trạm y tế' }).click();
    const tomorrow = page.getByRole('group', { name: /^Ngày mai/ });
    await tomorrow.getByRole('button', { name: '05:14 trước buổi sáng' }).click();
    await tomorrow.getByRole('button', { name: '17:25 sau buổi chiều' }).click();
    await said(new RegExp(`^Phát 05:14 .*${dayAndMonth}, 17:25 .*${dayAndMonth} tại đài .*, 2 lượt`));
    await isFlawless();
    await button('Đặt lịch phát').click();
    await said(/^Đã đặt: phát 05:14/);
    expect(await airings()).toEqual([
      { local: `${TOMORROW} 05:14`, state: 'planned' },
      { local: `${TOMORROW} 17:25`, state: 'planned' },
    ]);
    expect(errors).toEqual([]);
  });

  it('is taken off, saying first what that does', async () => {
    await button(/^Gỡ Tiêm chủng tại trạm y tế, 05:14/).click();
    const off = page.getByRole('dialog').getByRole('button', { name: /Gỡ khỏi lịch phát/ });
    await off.getByText(/Gỡ “Tiêm chủng tại trạm y tế” 05:14/).waitFor();
    await isFlawless();
    await off.click();
    await said(/^Đã gỡ: gỡ “Tiêm chủng tại trạm y tế” 05:14/);
    expect(await airings()).toEqual([{ local: `${TOMORROW} 17:25`, state: 'planned' }]);
    expect(errors).toEqual([]);
  });

  it('goes before the district’s news when a storm comes, and says so', async () => {
    await anApprovedProgram(service, { stationId: home.id, title: 'Bão số 5', seconds: 60 });
    await page.goto('/thong-bao');
    await page.getByRole('link', { name: 'Đặt giờ phát: Bão số 5' }).click();
    await page.getByLabel('Giờ khác').fill('17h15');
    await page.getByRole('region', { name: 'Trùng giờ' }).waitFor();
    await page.getByLabel(/^Khẩn/).check();
    await said(/^Phát 17:15 .*; “Bản tin của huyện” 17:15 .* phải nhường giờ/);
    await button('Đặt lịch phát').click();
    await said(/^Đã đặt: phát 17:15/);
    expect(errors).toEqual([]);
  });

  it('is for operators only', async () => {
    const leader = await personWith(service, 'leader', { kind: 'station', id: home.id });
    const other = await browserOf(browser, service, leader, PHONE);
    const opened = await openPage(other, '/hom-nay');
    await opened.page.getByText('Thiết bị').first().waitFor();
    expect(await opened.page.getByRole('link', { name: 'Thông báo của xã…' }).count()).toBe(0);
    await opened.page.goto('/thong-bao');
    await opened.page.getByText('Trang này dành cho cán bộ đài của xã.').waitFor();
    await other.close();
  });
});
