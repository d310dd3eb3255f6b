import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  browserOf,
  hasChromium,
  openPage,
  PHONE,
  seriousFaults,
  startBrowser,
  startPhone,
  widthWithLargeText,
} from '../support/browser.js';
import { until } from '../support/until.js';
import { at, PhoneScene } from './phone-scene.js';

(hasChromium() ? describe : describe.skip)('the operator’s day on a phone without a network', () => {
  let scene: PhoneScene;
  beforeAll(async () => {
    scene = await PhoneScene.start();
  });
  afterAll(() => scene.service.stop());
  beforeEach(() => scene.begin());
  afterEach(() => scene.end());

  it('confirms a day in two taps without a network; it arrives after the browser was closed and opened again, once', async () => {
    for (const time of ['05:15', '05:45', '17:15']) await scene.airs(time);
    await scene.itIs('18:00');
    const { page, errors } = await scene.signIn(scene.operator);
    await scene.keptOnPhone(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await widthWithLargeText(page)).toEqual(320);

    await scene.phone.setOffline(true);
    await page.reload();
    await page.getByText('Mất mạng. Thao tác được giữ trên máy này.').waitFor();
    await page.getByRole('link', { name: 'Thông báo của xã…' }).click();
    await page.getByText('Chưa tải được trang. Kiểm tra mạng rồi tải lại.').waitFor();
    await page.getByRole('link', { name: 'Hôm nay' }).click();
    for (const error of errors.splice(0)) expect(error).toMatch(/preload CSS|dynamically imported module/);
    await page.getByRole('button', { name: 'Xác nhận đã nghe cả 2 lượt' }).click();
    await page.getByText(/^Đã ghi 2 lượt 05:15–05:48: đã nghe\./).waitFor();
    await page.getByRole('button', { name: 'Xác nhận đã nghe', exact: true }).click();
    await page.getByText('Còn 3 xác nhận chưa gửi').waitFor();
    await page.getByText('Sửa', { exact: true }).first().click();
    await page.getByRole('dialog').getByText('Lần trước: đã nghe.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await seriousFaults(page)).toEqual([]);
    await scene.phone.close();
    expect(await scene.stored()).toEqual([]);

    scene.phone = await startPhone(scene.folder, scene.service);
    await scene.itIs('18:20');
    await scene.phone.setOffline(true);
    const again = await openPage(scene.phone, '/hom-nay');
    await again.page.getByText('Còn 3 xác nhận chưa gửi').waitFor();
    await until('each row says so', async () => (await again.page.getByText(', chưa gửi').count()) === 3);
    await scene.phone.setOffline(false);
    await scene.arrived(3);
    await again.page.getByText('Còn 3 xác nhận chưa gửi').waitFor({ state: 'detached' });
    const words = await scene.stored();
    expect(words.map(({ said }) => said)).toEqual(['heard', 'heard', 'heard']);
    for (const { saidAt } of words) expect(saidAt.getTime()).toBeLessThan(at('18:10').getTime());
    await again.page.reload();
    const confirmed = again.page.getByText('Đã phát (theo xác nhận)');
    await until('all are shown as confirmed', async () => (await confirmed.count()) === 3);
    expect(await scene.stored()).toHaveLength(3);
    expect([...errors, ...again.errors]).toEqual([]);
  });

  it('shows what comes next before the rest of the page has come, and says so if that does not come', async () => {
    await scene.airs('05:15');
    await scene.airs('17:15');
    await scene.itIs('17:03');
    let letCome = (): void => undefined;
    const rest = new Promise<void>((resolve) => (letCome = resolve));
    const browser = await startBrowser();
    try {
      const phone = await browserOf(browser, scene.service, scene.operator, { ...PHONE, serviceWorkers: 'block' });
      await phone.clock.install({ time: at('17:03') });
      await phone.route(/\/assets\/first-(?!view)[^/]*\.js/, (route) => rest.then(() => route.continue()));
      const page = await phone.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto('/hom-nay', { waitUntil: 'commit' });
      const next = page.getByRole('region', { name: 'Tiếp theo' });
      await next.waitFor();
      expect(await next.innerText()).toMatch(/17:15\s+còn 12 phút\s+Cải cách thể chế là gì\?/);
      expect(await page.getByText('Đài truyền thanh xã Bình Chương').count()).toEqual(1);
      expect(await page.getByRole('navigation').count()).toEqual(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await widthWithLargeText(page)).toEqual(320);
      letCome();
      await page.getByRole('button', { name: 'Xác nhận đã nghe' }).waitFor();
      expect(await next.count()).toEqual(1);
      expect(await page.getByText('Đài truyền thanh xã Bình Chương').count()).toEqual(1);

      await phone.route(/\/assets\/first-(?!view)[^/]*\.js/, (route) => route.abort());
      await page.reload();
      await page.getByText('Chưa tải được trang. Kiểm tra mạng rồi tải lại.').waitFor();
      expect(await next.count()).toEqual(1);
      expect(await seriousFaults(page)).toEqual([]);
      await phone.unrouteAll();
      await page.getByRole('button', { name: 'Tải lại trang' }).click();
      await page.getByRole('button', { name: 'Xác nhận đã nghe' }).waitFor();
      expect(errors).toEqual([]);
    } finally {
      letCome();
      await browser.close();
    }
  });
});
