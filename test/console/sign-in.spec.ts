import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { personWith, withPassword } from '../factories/person.factory.js';
import { browserOf, hasChromium, openPage, PHONE, seriousFaults, startBrowser } from '../support/browser.js';
import { startService, type TestService } from '../support/service.js';

(hasChromium() ? describe : describe.skip)('signing in with a browser', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startService();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  it('leads to the page of the role, after a wrong password was said plainly', async () => {
    const { login, password } = await withPassword(service, await personWith(service, 'operator'));
    const context = await browserOf(browser, service, {}, PHONE);
    const { page, errors } = await openPage(context, '/');
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByLabel('Mật khẩu').fill('sai mật khẩu');
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL('**/hom-nay');
    expect(errors).toEqual([]);
    await context.close();
  });

  it('leaves no token where a script could read it', async () => {
    const { login, password } = await withPassword(service, await personWith(service, 'leader'));
    const context = await browserOf(browser, service);
    const { page } = await openPage(context, '/dang-nhap');
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByLabel('Mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL('**/bao-cao');
    const readable = await page.evaluate<string>(
      'document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)',
    );
    const cookies = await context.cookies();
    const token = cookies.find(({ name }) => name === 'vang_session')?.value ?? 'none';
    expect(readable).not.toContain(token);
    await context.close();
  });
});
