import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation } from '../../factories/station.factory.js';
import { browserOf, hasChromium, openPage, PHONE, seriousFaults, startBrowser } from '../../support/browser.js';
import { startService, type TestService } from '../../support/service.js';

const PASSWORD = 'loa phường nói lúc năm giờ sáng';

/** How many answers this browser keeps. */
const COUNT_KEPT = `new Promise((resolve) => {
  indexedDB.open('vang').onsuccess = ({ target }) => {
    const counting = target.result.transaction('answers').objectStore('answers').count();
    counting.onsuccess = () => resolve(counting.result);
  };
})`;

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

(hasChromium() ? describe : describe.skip)('administering', () => {
  let service: TestService;
  let browser: Browser;
  let administrator: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T08:00:00+07:00' });
    browser = await startBrowser();
    administrator = await personWith(service, 'administrator');
    const { id: centreId } = await centreWith(service);
    const station = await newStation(service, { name: 'Đài truyền thanh xã Bình Trung', servedBy: centreId });
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    const program = await anApprovedProgram(service, { centreId, title: 'Cải cách thể chế là gì?' });
    const { status } = await editor.client.post('/entries', {
      centreId,
      programId: program.id,
      stationIds: [station.id],
      startsOn: '2026-11-24',
      times: ['17:15'],
      rule: 'FREQ=DAILY',
    });
    expect(status).toBe(201);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('gives somebody a role and a code, takes the role back and gives it again, and ends the account', async () => {
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, '/quan-tri');
    await page.getByRole('button', { name: 'Thêm người dùng' }).click();
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Biên Tập');
    await page.getByLabel('Tên đăng nhập').fill('Biên Tập');
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thêm và lấy mã mời' }).click();
    await page.getByText('gồm 2 đến 64 ký tự').waitFor();
    await page.getByLabel('Tên đăng nhập').fill('bien.tap');
    await page.getByRole('button', { name: 'Thêm và lấy mã mời' }).click();
    await page.getByText('Mã mời của Nguyễn Thị Biên Tập').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đã đưa mã' }).click();
    expect(await faultsInBothLooks(page)).toEqual([]);

    await page.getByLabel('Tìm người').fill('bien tap');
    await page.getByText('1 người', { exact: true }).waitFor();
    await page.getByRole('link', { name: /Nguyễn Thị Biên Tập/ }).click();
    await page.getByText('Chưa đặt mật khẩu').waitFor();
    await page.getByRole('button', { name: /Thôi giao quyền biên tập viên/ }).click();
    await page.getByText(/không còn gửi chương trình, xếp và sửa lịch phát/).waitFor();
    await page.getByLabel('Lý do').fill('Sang tổ kỹ thuật');
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thôi giao quyền', exact: true }).last().click();
    await page.getByText('Chưa có quyền ở đây').waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByRole('button', { name: /Thôi giao quyền biên tập viên/ }).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đóng tài khoản' }).click();
    await page.getByLabel('Lý do').fill('Chuyển công tác');
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đóng tài khoản' }).last().click();
    await page.getByText('Đã đóng tài khoản Nguyễn Thị Biên Tập.').waitFor();

    await page.getByRole('link', { name: 'Nhật ký' }).click();
    await page
      .getByText(/thôi giao quyền biên tập viên tại .* cho “Nguyễn Thị Biên Tập”, lý do: Sang tổ kỹ thuật/)
      .waitFor();
    await page.getByText('đóng tài khoản “Nguyễn Thị Biên Tập”, lý do: Chuyển công tác').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('tells what hours take off the air before they are saved', async () => {
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, '/quan-tri/khung-gio');
    await page.getByText('Chưa đặt riêng').waitFor();
    await page.getByRole('button', { name: 'Thêm khung giờ' }).click();
    await page.getByLabel('Đến').fill('5h');
    await page.getByRole('button', { name: 'Xem ảnh hưởng' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByLabel('Đến').fill('7');
    await page.getByRole('button', { name: 'Xem ảnh hưởng' }).click();
    await page.getByText(/Gỡ \d+ lượt phát tại 1 đài/).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã lưu khung giờ được phép.').waitFor();
    await page.getByLabel('Áp dụng cho').selectOption({ label: 'Đài truyền thanh xã Bình Trung' });
    await page.getByText(/đang theo quy định của/).waitFor();
    await page.getByText('Cả tuần: 05:00–07:00').waitFor();
    await page.getByRole('button', { name: 'Đặt riêng cho đài này' }).click();
    await page.getByLabel('Đến').fill('21');
    await page.getByRole('button', { name: 'Xem ảnh hưởng' }).click();
    await page.getByText(/\d+ lượt phát tại 1 đài/).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đài này có quy định riêng').waitFor();
    await page.getByRole('button', { name: 'Bỏ quy định riêng' }).click();
    await page.getByText(/Gỡ \d+ lượt phát tại 1 đài/).waitFor();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText(/đang theo quy định của/).waitFor();
    await page.getByLabel('Áp dụng cho').selectOption('');
    for (const kind of ['Buổi phát và số phút', 'Ngày nghỉ phát']) {
      await page.getByRole('button', { name: kind }).click();
      await page.getByRole('button', { name: kind === 'Ngày nghỉ phát' ? 'Thêm ngày nghỉ' : 'Thêm buổi phát' }).click();
      expect(await faultsInBothLooks(page)).toEqual([]);
    }
    await page.getByRole('link', { name: 'Chuyên mục' }).click();
    await page.getByLabel('Tên chuyên mục').fill('Cải cách hành chính');
    await page.getByRole('button', { name: 'Thêm chuyên mục' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Cải cách hành chính' }).waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('groups stations, and tells what taking one out does to the schedule', async () => {
    const context = await browserOf(browser, service, administrator);
    const { page, errors } = await openPage(context, '/dai/nhom');
    await page.getByRole('button', { name: 'Thêm nhóm' }).click();
    await page.getByLabel('Tên nhóm').fill('Vùng Đông');
    await page.getByRole('button', { name: 'Cả 1 đài' }).click();
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByRole('button', { name: 'Sửa nhóm Vùng Đông' }).click();
    await page.getByRole('button', { name: 'Bỏ chọn hết' }).click();
    await page.getByRole('button', { name: 'Xem ảnh hưởng' }).click();
    await page.getByText('Lịch phát không đổi.').waitFor();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Chưa có đài nào trong nhóm.').waitFor();
    expect(await faultsInBothLooks(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves nothing of a person on a phone after they have signed out', async () => {
    const operator = await personWith(service, 'operator');
    const { password } = await withPassword(service, operator);
    const context = await browserOf(browser, service, operator, PHONE);
    const { page, errors } = await openPage(context, '/tai-khoan');
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByLabel('Mật khẩu hiện tại').fill(password);
    await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
    expect(await faultsInBothLooks(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
    await page.getByText('Đã đổi mật khẩu.').waitFor();
    await page.getByText('Tối', { exact: true }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL('**/dang-nhap');
    const kept = await page.evaluate(COUNT_KEPT);
    expect(kept).toBe(0);
    await page.goto('/tai-khoan');
    await page.waitForURL('**/dang-nhap');
    expect(errors).toEqual([]);
    await context.close();
  });
});
