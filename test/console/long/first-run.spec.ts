import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../../src/platform/version.js';
import { StationClient } from '../../../station-client/station-client.js';
import { Authenticator } from '../../support/authenticator.js';
import { browserOf, hasChromium, openPage, seriousFaults, startBrowser } from '../../support/browser.js';
import { startService, type TestService } from '../../support/service.js';

const PASSWORD = 'loa phường nói lúc năm giờ sáng';

(hasChromium() ? describe : describe.skip)('the first run', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startService({ settings: { SECOND_FACTOR: 'required' } });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('leads from the printed address to the first people and the first device', async () => {
    const address = service.printed.join('\n').match(/\/thiet-lap#\S+/)?.[0] ?? '';
    const context = await browserOf(browser, service);
    const { page, errors } = await openPage(context, address);
    const at = (step: string) => page.getByRole('heading', { name: step, level: 2 }).waitFor();

    await at('Quản trị viên');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Họ và tên').fill('Trần Thị Lan');
    await page.getByLabel('Tên đăng nhập').fill('lan');
    await page.getByLabel('Mật khẩu').fill('12345');
    await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();
    await page.getByText('Hãy chọn mật khẩu khác').waitFor();
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('button', { name: 'Tạo quản trị viên' }).click();

    await at('Xác thực hai bước');
    await setUpFactor(page, service);

    await at('Trung tâm');
    await page.getByLabel('Tên trung tâm').fill('Trung tâm Truyền thông – Văn hóa – Thể thao Bình Sơn');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tạo trung tâm' }).click();

    await at('Danh sách đài');
    const csv = await readFile(join(projectRoot(), 'seed', 'stations.csv'), 'utf8');
    await chooseFile(page, csv.replace('21040', '2104'));
    await page.getByText('dai.csv: 1 lỗi. Chưa nhập đài nào.').waitFor();
    await page.getByText(/^Dòng 2, code_2022: phải gồm năm chữ số/).waitFor();
    expect(await page.getByRole('button', { name: /^Nhập \d+ đài/ }).count()).toBe(0);
    expect(await service.sql('SELECT FROM stations')).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await chooseFile(page, csv);
    await page.getByText('dai.csv: 22 đài, 0 lỗi').waitFor();
    expect(await service.sql('SELECT FROM stations')).toEqual([]);
    await page.getByRole('button', { name: 'Nhập 22 đài' }).click();

    await at('Người dùng');
    await addPerson(page, { name: 'Nguyễn Thị Biên Tập', login: 'bien.tap' });
    await addPerson(page, { name: 'Trần Văn Duyệt', login: 'duyet' });
    expect(await seriousFaults(page)).toEqual([]);

    // Left here and opened again, it goes on with what is next.
    await page.goto('/thiet-lap');
    await at('Thiết bị đầu tiên');
    await page.getByLabel('Đài').selectOption({ label: 'Đài truyền thanh xã Bình Trung' });
    await page.getByRole('button', { name: 'Lấy mã cho thiết bị' }).click();
    await page.getByText('Dùng một lần, đến').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const code = await page.getByTestId('one-time-code').innerText();
    await StationClient.enrol(service.url, code, 'Máy phát', () => service.clock.now());
    await page.getByText('Đã thêm thiết bị Máy phát').waitFor();
    await page.getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByText('1 đài đã có thiết bị.').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();

    await at('Lượt phát đầu tiên');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leads somebody whose role needs a second factor to setting one up', async () => {
    const context = await browserOf(browser, service);
    const { page, errors } = await openPage(context, '/ma-moi');
    await page.getByLabel('Mã mời').fill(codes.get('duyet') ?? '');
    await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await page.waitForURL(/duyet|tai-khoan/);
    await page.goto('/dai');
    await page.waitForURL('**/tai-khoan?can=*');
    await page.getByText('Vai trò này cần xác thực hai bước.').waitFor();
    await page.getByRole('button', { name: 'Thiết lập' }).click();
    await setUpFactor(page, service);
    await page.getByRole('link', { name: 'Vào trang chính' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto('/dai');
    await page.getByText('22 đài').first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });
});

/** The invitation codes that were shown, by login. */
const codes = new Map<string, string>();

async function chooseFile(page: Page, csv: string): Promise<void> {
  const buffer = Buffer.from(csv);
  await page.locator('input[type=file]').setInputFiles({ name: 'dai.csv', mimeType: 'text/csv', buffer });
}

async function addPerson(page: Page, { name, login }: { name: string; login: string }): Promise<void> {
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByRole('button', { name: 'Thêm và lấy mã mời' }).click();
  codes.set(login, await page.getByTestId('one-time-code').innerText());
  await page.getByRole('button', { name: 'Đã đưa mã' }).click();
  await page.getByText(name, { exact: false }).first().waitFor();
}

/** Types the secret into an app, confirms with its code, and keeps the recovery codes. */
async function setUpFactor(page: Page, service: TestService): Promise<void> {
  const text = await page.getByText('Không quét được?').innerText();
  const secret = text.slice(text.indexOf(':') + 1).replaceAll(/\s/g, '');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel('Mã 6 số hiện trên điện thoại').fill(new Authenticator(secret, service.clock).code());
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByText('Khi mất điện thoại').waitFor();
  expect(
    await page
      .getByRole('listitem')
      .filter({ hasText: /^[\w-]{8,}$/ })
      .count(),
  ).toBe(10);
  await page.getByRole('button', { name: 'Đã cất mã' }).click();
}
