import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { StationClient } from '../../../station-client/station-client.js';
import { personWith, withPassword } from '../../factories/person.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { browserOf, hasChromium, openPage, PHONE, seriousFaults, startBrowser } from '../../support/browser.js';
import { startService, type TestService } from '../../support/service.js';

const HOUR_MS = 3_600_000;

/** In the look of the machine, light and dark. */
async function faultsInBothLooks(page: Page): Promise<string[]> {
  // Colours that are on their way are none.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const light = await seriousFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await seriousFaults(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

(hasChromium() ? describe : describe.skip)('the devices of a station', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startService({ settings: { FRESH_SIGN_IN_MINUTES: '10' } });
    browser = await startBrowser();
    const { id: centreId } = await centreWith(service);
    await newStation(service, { name: 'Đài truyền thanh xã Bình Trung', servedBy: centreId });
    await newStation(service, { name: 'Đài truyền thanh xã Bình Chương', servedBy: centreId });
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('are enrolled with a code that is shown once, and revoked with a reason', async () => {
    const administrator = await personWith(service, 'administrator');
    const { password } = await withPassword(service, administrator);
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, '/dai');
    await page.getByText('2 đài cần xem').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);

    await page.getByLabel('Tìm đài').fill('binh trung');
    await page.getByText('1 đài cần xem').waitFor();
    await page.getByRole('link', { name: 'Đài truyền thanh xã Bình Trung' }).click();
    await page.getByText('Đài chưa có thiết bị').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);

    // The password is older than the service wants it for what gives access.
    service.clock.moveTo(new Date(service.clock.now().getTime() + HOUR_MS).toISOString());
    await page.getByRole('button', { name: 'Thêm thiết bị' }).click();
    await page.getByRole('dialog').locator('input[type=password]').fill(password);
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Dùng một lần, đến').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    const code = await page.getByTestId('one-time-code').innerText();
    const device = await StationClient.enrol(service.url, code, 'Máy phát Bình Trung', () => service.clock.now());
    await page.getByText('Đã thêm thiết bị Máy phát Bình Trung').waitFor();
    await page.getByRole('button', { name: 'Đóng' }).last().click();
    await device.pull();

    await page.getByRole('button', { name: 'Vô hiệu hóa Máy phát Bình Trung' }).click();
    await page.getByText('Đây là thiết bị duy nhất').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Vô hiệu hóa', exact: true }).click();
    await page.getByText('Ghi lý do').waitFor();
    await page.getByLabel('Lý do').fill('Máy bị mất');
    await page.getByRole('button', { name: 'Vô hiệu hóa', exact: true }).click();
    await page.getByText('Đã vô hiệu hóa Máy phát Bình Trung.').waitFor();
    await page.getByText('Thiết bị đã vô hiệu hóa (1)').click();
    await page.getByText('Máy bị mất').waitFor();
    await expect(device.pull()).rejects.toThrow('401');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('does not air while it is stopped, and airs again when that is lifted', async () => {
    const administrator = await personWith(service, 'administrator');
    const context = await browserOf(browser, service, administrator, PHONE);
    const { page, errors } = await openPage(context, '/dai');
    await page.getByRole('link', { name: /Bình Chương/ }).click();
    await page.getByRole('button', { name: 'Dừng phát tại đài này' }).click();
    await page.getByLabel('Lý do').fill('Phát nhầm giờ');
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dừng phát', exact: true }).click();
    await page.getByText(/Đang dừng phát từ .*, lý do: Phát nhầm giờ/).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cho phát lại' }).click();
    await page.getByLabel('Lý do').fill('Đã sửa lịch');
    await page.getByRole('button', { name: 'Cho phát lại' }).last().click();
    await page.getByRole('button', { name: 'Dừng phát tại đài này' }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves behind the centres and the stations that a commune had before', async () => {
    const [former, present] = [await centreWith(service, { name: 'Trung tâm Bình Sơn' }), await centreWith(service)];
    const closed = await newStation(service, { name: 'Đài truyền thanh xã Bình Hải cũ', servedBy: former.id });
    const { id, unitId } = closed;
    await service.sql(`UPDATE stations SET closed_on = '2024-05-01' WHERE id = $1`, [id]);
    const opened = { name: 'Đài truyền thanh xã Bình Hải', openedOn: '2024-05-01' };
    const station = await newStation(service, { ...opened, unitId, servedBy: former.id });
    const of = [former.id, station.id];
    await service.sql(
      `UPDATE centre_stations SET served_until = '2025-07-01' WHERE centre_id = $1 AND station_id = $2`,
      of,
    );
    await service.sql(
      `INSERT INTO centre_stations (centre_id, station_id, served_from) VALUES ($1, $2, '2025-07-01')`,
      [present.id, station.id],
    );
    const administrator = await personWith(service, 'administrator');
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, `/dai/${station.id}`);
    const history = page.getByRole('region', { name: 'Trước đây' });
    await history.getByText('Trung tâm Bình Sơn, từ 1/5/2024 đến hết 30/6/2025').waitFor();
    await history.getByText(/từ 1\/1\/2022 đến hết 30\/4\/2024/).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await history.getByRole('link', { name: closed.name }).click();
    await page.getByRole('heading', { name: closed.name }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('keeps the loudspeakers, and takes a mark back', async () => {
    const administrator = await personWith(service, 'administrator');
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, '/dai');
    await page.getByRole('link', { name: /Bình Chương/ }).click();
    await page.getByRole('button', { name: 'Thêm cụm loa' }).click();
    await page.getByLabel('Tên cụm').fill('Thôn An Điềm');
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('1 trên 1 cụm tốt').waitFor();
    await page.getByRole('button', { name: 'Ghi là hỏng' }).click();
    await page.getByText('0 trên 1 cụm tốt').waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('1 trên 1 cụm tốt').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('cost next to nothing while their page is open: an answer that has not changed is a 304', async () => {
    const context = await browserOf(browser, service, await personWith(service, 'administrator'));
    const { page, errors } = await openPage(context, '/dai');
    const unchanged = (path: RegExp) =>
      page.waitForResponse((answer) => path.test(answer.url()) && answer.status() === 304);
    await page.getByRole('link', { name: /Bình Chương/ }).click();
    await Promise.all([/\/devices\?/, /\/stations\/overview\?search=/, /\/stop$/].map(unchanged));
    await page.getByText('Đài chưa có thiết bị').waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  it('are found with a filter that is in the address, and is forgotten when it is removed', async () => {
    const context = await browserOf(browser, service, await personWith(service, 'administrator'));
    const { page, errors } = await openPage(context, '/dai');
    const all = await page.getByText(/ đài cần xem$/).innerText();
    await page.getByLabel('Tìm đài').fill('binh trung');
    await page.getByLabel('Hiện').selectOption({ label: 'Chưa có thiết bị' });
    await page.waitForURL(({ searchParams: at }) => at.get('tim') === 'binh trung' && at.get('loi') === 'no-device');
    await page.reload();
    await page.getByText('1 đài cần xem').waitFor();
    expect(await page.getByLabel('Tìm đài').inputValue()).toBe('binh trung');

    await page.getByLabel('Hiện').selectOption('');
    await page.getByLabel('Tìm đài').fill('');
    await page.waitForURL(({ search }) => search === '');
    await page.getByText(all, { exact: true }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});
