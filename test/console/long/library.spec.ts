import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { wavOf } from '../../factories/audio.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram } from '../../factories/playable.factory.js';
import { aProgram, anApprovedProgram } from '../../factories/program.factory.js';
import { entryWithBroadcasts } from '../../factories/broadcast.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { browserOf, hasChromium, openPage, startBrowser } from '../../support/browser.js';
import { faultsInBothLights } from '../../support/both-lights.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

/** As fast as a phone in the mountains, so that there is a middle in which the connection can be cut. */
const SLOW = { offline: false, latency: 20, downloadThroughput: 2_000_000, uploadThroughput: 400_000 };
/** 1.9 MB. */
const audio = (hertz: number, name: string) => ({
  name,
  mimeType: 'audio/wav',
  buffer: wavOf({ seconds: 120, hertz }),
});

(hasChromium() ? describe : describe.skip)('the library in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let centre: TestCentre;
  let editor: TestPerson;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  beforeAll(async () => {
    service = await startService();
    browser = await startBrowser();
    centre = await centreWith(service, { stations: 2 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    context = await browserOf(browser, service, editor);
    ({ page, errors } = await openPage(context, '/thu-vien'));
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const group = (name: string) => page.getByRole('group', { name });
  const describeAndSend = async () => {
    await page.getByLabel('Lĩnh vực', { exact: true }).first().selectOption('Cải cách thủ tục hành chính');
    await page.getByLabel('Thể loại').selectOption('Tin');
    await page.getByRole('button', { name: 'Tải lên' }).click();
  };

  it('takes a file although the connection is cut midway, and shows it becoming ready', async () => {
    await page.getByText('Chưa có chương trình. Kéo tệp âm thanh vào đây.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    const offsets: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    const network = await context.newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', SLOW);

    await page.getByTestId('audio-file').first().setInputFiles(audio(440, 'CCHC_tin-so_13.wav'));
    await page.getByRole('button', { name: 'Tải lên' }).click();
    expect(await page.getByLabel('Lĩnh vực', { exact: true }).first().getAttribute('aria-invalid')).toBe('true');
    expect(await faultsInBothLights(page)).toEqual([]);
    await describeAndSend();
    await group('CCHC tin so 13')
      .getByText(/Đang tải lên [2-6]\d%/)
      .waitFor();
    await context.setOffline(true);
    await group('CCHC tin so 13').getByText('Mất mạng, tự gửi tiếp khi có mạng').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await context.setOffline(false);

    await group('CCHC tin so 13').getByText('Chờ phê duyệt').waitFor({ timeout: 60_000 });
    expect(offsets[0]).toBe(0);
    expect(offsets.at(-1)).toBeGreaterThan(0);
    await group('CCHC tin so 13').getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('row', { name: /CCHC tin so 13.*Chờ phê duyệt/ }).waitFor();
    expect(errors).toEqual([]);
  });

  it('warns before the page is left, and goes on from there once the file is chosen again', async () => {
    const network = await context.newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', SLOW);
    const file = audio(450, 'phóng sự.wav');
    await page.getByTestId('audio-file').first().setInputFiles(file);
    await describeAndSend();
    await group('phóng sự')
      .getByText(/Đang tải lên [2-6]\d%/)
      .waitFor();
    const warned = page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.accept();
      return dialog.type();
    });
    await page.reload();
    expect(await warned).toBe('beforeunload');

    await group('phóng sự')
      .getByText(/^Chọn lại tệp để gửi tiếp từ \d+%$/)
      .waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await group('phóng sự').getByTestId('audio-file').setInputFiles(audio(450, 'tệp khác.wav'));
    await group('phóng sự')
      .getByText(/Đây là tệp khác/)
      .waitFor();
    await group('phóng sự').getByTestId('audio-file').setInputFiles(file);
    await group('phóng sự').getByText('Chờ phê duyệt').waitFor({ timeout: 60_000 });
    await group('phóng sự').getByRole('link', { name: 'Mở chương trình' }).click();
    await page.getByRole('heading', { name: 'phóng sự' }).waitFor();
    await page.getByRole('slider', { name: 'Vị trí' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Dừng', exact: true }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^0:0[5-9] \/ 2:00$/).waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sửa thông tin' }).click();
    await page.getByLabel('Cơ quan cung cấp').fill('Phòng Nội vụ');
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Phòng Nội vụ').waitFor();
    expect(errors).toEqual([]);
  });

  it('says what withdrawing takes off the air before it is done', async () => {
    const program = await anApprovedProgram(service, { centreId: centre.id, title: 'Lịch tiêm chủng', seconds: 60 });
    const tomorrow = new Date(service.clock.now().getTime() + 86_400_000);
    for (const { id: stationId } of centre.stations) {
      await entryWithBroadcasts(service, { stationId, programId: program.id, startsAt: [tomorrow] });
    }
    await aProgram(service, { centreId: centre.id, title: 'Chưa có tiếng' });
    await page.goto('/thu-vien?tim=lich+tiem');
    await page.getByRole('link', { name: 'Lịch tiêm chủng' }).click();
    await page.getByText('2 lượt phát tại 2 đài, tổng 2 phút.').waitFor();
    await page.getByRole('button', { name: 'Thu hồi…' }).click();
    await page.getByRole('button', { name: 'Thu hồi, gỡ 2 lượt tại 2 đài' }).click();
    await page.getByText('Ghi lý do, ít nhất 3 chữ.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByLabel('Lý do').fill('Nội dung đã cũ');
    await page.getByRole('button', { name: 'Thu hồi, gỡ 2 lượt tại 2 đài' }).click();
    await page.getByText(/Đã thu hồi .*: “Nội dung đã cũ”/).waitFor();
    await page.getByText('Chưa xếp lịch phát.').waitFor();
    expect(errors).toEqual([]);
  });

  it('revokes an approval with what that takes off the air, and takes it back', async () => {
    const approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const program = await aPlayableProgram(service, { centreId: centre.id, title: 'Phòng cháy mùa khô', seconds: 60 });
    const tomorrow = new Date(service.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const placed = await editor.client.post('/entries', {
      centreId: centre.id,
      programId: program.id,
      stationIds: centre.stations.map((station) => station.id),
      rule: 'FREQ=DAILY;COUNT=1',
      times: ['05:15'],
      startsOn: tomorrow,
    });
    expect(placed.status).toBe(201);
    await listenTo(approver.client, program.id);

    const desk = await browserOf(browser, service, approver);
    const opened = await openPage(desk, `/thu-vien/${program.id}`);
    const at = opened.page;
    await at.getByRole('button', { name: 'Rút phê duyệt…' }).click();
    await at.getByText('Gỡ 2 lượt phát tại 2 đài').waitFor();
    await at.getByText('Giờ phát bị bỏ: 05:15.').waitFor();
    expect(await faultsInBothLights(at)).toEqual([]);
    const revoke = at.getByRole('button', { name: 'Rút phê duyệt, gỡ 2 lượt tại 2 đài' });
    await revoke.click();
    await at.getByText('Ghi lý do, ít nhất 3 chữ.').waitFor();
    await at.getByLabel('Lý do').fill('Sai số điện thoại');
    await revoke.click();
    await at.getByText('Đã rút phê duyệt “Phòng cháy mùa khô”, gỡ 2 lượt tại 2 đài.').waitFor();
    await at
      .getByText(/rút phê duyệt .*: “Sai số điện thoại”/)
      .first()
      .waitFor();
    expect(await planned(program.id)).toBe(0);

    await at.getByRole('button', { name: 'Hoàn tác' }).click();
    await at.getByText('Đã phê duyệt lại “Phòng cháy mùa khô”.').waitFor();
    expect(await planned(program.id)).toBe(2);
    const log = at.getByRole('region', { name: 'Nhật ký' }).getByRole('listitem');
    await log.filter({ hasText: /approver .* rút phê duyệt: “Sai số điện thoại”/ }).waitFor();
    await log.filter({ hasText: /Hệ thống gỡ các lượt phát: [^“]+$/ }).waitFor();
    await log
      .first()
      .filter({ hasText: /approver .* phê duyệt$/ })
      .waitFor();
    expect(await faultsInBothLights(at)).toEqual([]);
    expect(opened.errors).toEqual([]);
    await desk.close();
  });

  const planned = async (programId: string) =>
    (await service.sql(`SELECT FROM broadcasts WHERE program_id = $1 AND state = 'planned'`, [programId])).length;
});
