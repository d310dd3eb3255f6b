import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { broadcastWith } from '../factories/broadcast.factory.js';
import { tapped } from '../factories/confirmation.factory.js';
import { personWith, type TestPerson } from '../factories/person.factory.js';
import { playOf } from '../factories/play.factory.js';
import { anApprovedProgram, aSegment } from '../factories/program.factory.js';
import { centreWith, newDevice, newStation } from '../factories/station.factory.js';
import { browserOf, hasChromium, openPage, PHONE, seriousFaults, startBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/service.js';

/** Monday, 16 November 2026, 05:00 at the stations. */
const MONDAY_MORNING = '2026-11-15T22:00:00Z';
const REPORT = '/bao-cao?tuan=2026-11-16';

(hasChromium() ? describe : describe.skip)('a leader with a browser', () => {
  let service: TestService;
  let browser: Browser;
  let leader: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-01T00:00:00Z' });
    const centre = await centreWith(service);
    const segment = await aSegment(service, centre.id, 'Cải cách hành chính');
    const program = await anApprovedProgram(service, { centreId: centre.id, segmentId: segment.id, seconds: 60 });
    const plan = async (name: string) => {
      const station = await newStation(service, { servedBy: centre.id, name });
      const planned = { stationId: station.id, programId: program.id, startsAt: MONDAY_MORNING };
      return { station, broadcast: await broadcastWith(service, planned) };
    };
    const [played, missed] = [await plan('Bình An'), await plan('Bình Trung')];
    const device = await newDevice(service, played.station.id);
    service.clock.moveTo('2026-11-21T00:00:00Z');
    await device.client.post('/station/plays', { events: [playOf(played.broadcast)] });
    const operator = await personWith(service, 'operator', { kind: 'centre', id: centre.id });
    const word = tapped(service, { said: 'not-aired', reason: 'power-cut', note: 'Mất điện cả xã' });
    await operator.client.post(`/broadcasts/${missed.broadcast.id}/confirmation`, word);
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('reads at how many stations the segment aired, who did not and why, and saves it for Excel', async () => {
    const context = await browserOf(browser, service, leader);
    let tellReasons = () => {};
    const isTold = new Promise<void>((resolve) => (tellReasons = resolve));
    await context.route('**/not-aired-reasons', (route) => isTold.then(() => route.continue()));
    const { page, errors } = await openPage(context, REPORT);
    await page.getByText('1 trên 2 đài đã phát').waitFor();
    const whyNot = page.getByRole('list', { name: 'Chưa phát tuần này' });
    // No other reason is read while the answer is on its way.
    expect((await whyNot.innerText()).trim()).toEqual('Bình Trung');
    tellReasons();
    await whyNot.getByText(/mất điện/i).waitFor();
    expect(await whyNot.innerText()).toMatch(/Bình Trung\s+Mất điện/i);
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('button', { name: /Bình Trung, tuần 47/ }).click();
    const evidence = page.getByRole('dialog');
    await evidence.getByText(/Mất điện cả xã/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải CSV' }).click(),
    ]);
    expect(await readFile(await file.path(), 'utf8')).toContain('Bình Trung');

    await page.getByText('Tháng', { exact: true }).click();
    await page.getByText('1 trên 2 đài đã phát chuyên mục Cải cách hành chính tháng 11/2026').waitFor();
    expect(new URL(page.url()).search).toBe('?thang=2026-11');
    expect(await seriousFaults(page)).toEqual([]);
    const [ofMonth] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải CSV' }).click(),
    ]);
    expect(ofMonth.suggestedFilename()).toBe('bao-cao-chuyen-muc-2026-11.csv');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('reads minutes planned, proved and confirmed apart, and on the phone why something did not air', async () => {
    const context = await browserOf(browser, service, leader, { ...PHONE, colorScheme: 'dark' });
    const { page, errors } = await openPage(context, `${REPORT}&xem=thoi-luong`);
    await page.getByRole('row', { name: /Bình An 1:00 1:00 0:00 0:00/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bình An' }).click();
    const broadcasts = page.getByRole('dialog');
    await broadcasts.getByText('05:00 thứ Hai 16/11, đã phát').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Chưa phát và lý do' }).click();
    await page.getByText(/Mất điện cả xã/).waitFor();
    await page.getByRole('heading', { name: 'Bình Trung, 1 lượt' }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('bao-cao-chua-phat-2026-tuan-47.csv');
    expect(await seriousFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('is told that a page is not for a leader, instead of what nobody would carry out', async () => {
    const context = await browserOf(browser, service, leader);
    for (const path of ['/duyet', '/quan-tri']) {
      const { page } = await openPage(context, path);
      await page.getByText('Vai trò của bạn không mở được trang này').waitFor();
      expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
      await page.getByRole('link', { name: 'Về trang chính' }).click();
      await page.waitForURL('**/bao-cao**');
      await page.close();
    }
    await context.close();
  });
});
