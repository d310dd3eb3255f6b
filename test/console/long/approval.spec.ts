import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { browserOf, hasChromium, openPage, PHONE, startBrowser } from '../../support/browser.js';
import { faultsInBothLights } from '../../support/both-lights.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

(hasChromium() ? describe : describe.skip)('the approval on a phone', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let centreId: string;
  let editor: TestPerson;
  let page: Page;
  let errors: string[];
  let tapped: { x: number; y: number };
  beforeAll(async () => {
    service = await startService({ settings: { APPROVAL_LISTEN_SECONDS: '2' } });
    browser = await startBrowser();
    centreId = (await centreWith(service, { stations: 1 })).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    const approver = await personWith(service, 'approver', { kind: 'centre', id: centreId });
    await readyProgram('Giờ tiếp nhận hồ sơ', 440);
    // The same sound: who has heard the first may decide about this one at once.
    await readyProgram('Phòng cháy mùa khô', 440);
    await readyProgram('Lịch tiêm chủng', 700);
    context = await browserOf(browser, service, approver, PHONE);
    ({ page, errors } = await openPage(context, '/duyet'));
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  async function readyProgram(title: string, hertz: number): Promise<void> {
    const { id } = await aProgram(service, { centreId, title, createdBy: editor.id });
    const answer = await editor.client.post(`/programs/${id}/audio`, formWith(wavOf({ seconds: 63, hertz })));
    expect(answer.status).toBe(201);
    await until(
      'it is ready',
      async () => (await editor.client.get<{ state: string }>(`/programs/${id}`)).body.state === 'ready',
    );
  }
  async function middleOf(name: string): Promise<{ x: number; y: number }> {
    const box = await page.getByRole('button', { name }).boundingBox();
    if (!box) throw new Error(`there is no button ${name}`);
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  }
  const decisions = () =>
    service.sql<{ decision: string; note: string | null }>('SELECT decision, note FROM approvals');

  it('is refused to who has not listened, says what is left to hear, and is given once it was heard', async () => {
    await page.getByRole('main').getByText('3 chương trình chờ duyệt').waitFor();
    await page.getByRole('link', { name: 'Duyệt 3 chương trình chờ duyệt' }).waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByRole('link', { name: /Giờ tiếp nhận hồ sơ/ }).tap();
    await page.getByRole('slider', { name: 'Vị trí' }).waitFor();
    await page.getByText('Chưa có lượt phát nào trong lịch.').waitFor();
    await page.getByRole('button', { name: 'Phê duyệt' }).tap();
    await page.getByRole('alert').getByText('Còn phải nghe: đầu, giữa, cuối.').waitFor();
    expect(await decisions()).toEqual([]);
    expect(await faultsInBothLights(page)).toEqual([]);

    // One tap plays what is needed of each part.
    await page.getByRole('button', { name: 'Nghe phần đầu' }).tap();
    for (const part of ['đầu', 'giữa', 'cuối']) {
      await page.getByRole('button', { name: `Phần ${part}, đã nghe đủ` }).waitFor();
    }
    await page.getByText('Đã nghe đủ.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    tapped = await middleOf('Phê duyệt');
    for (let taps = 0; taps < 6; taps += 1) {
      await page.touchscreen.tap(tapped.x, tapped.y);
      await page.waitForTimeout(150);
    }
    await page.getByText('Đã phê duyệt “Giờ tiếp nhận hồ sơ”.').waitFor();
    await page.getByRole('heading', { name: 'Phòng cháy mùa khô' }).waitFor();
    expect(errors).toEqual([]);
  });

  it('takes one decision from impatient taps, and says that the sound of the next was heard before', async () => {
    await page.getByText('Trước đó đã nghe đủ âm thanh này, có thể trong chương trình khác.').waitFor();
    await page.locator('button:enabled', { hasText: 'Phê duyệt' }).waitFor();
    expect(await middleOf('Phê duyệt')).toEqual(tapped);
    expect(await decisions()).toEqual([{ decision: 'approved', note: null }]);
    expect(errors).toEqual([]);
  });

  it('leads the keyboard from a decision to the heading of the next program', async () => {
    await page.getByRole('button', { name: 'Phê duyệt' }).press('Enter');
    await page.locator('h2:focus', { hasText: 'Lịch tiêm chủng' }).waitFor();
    expect(await decisions()).toHaveLength(2);
    expect(errors).toEqual([]);
  });

  it('sends back only with what has to be mended, and then nothing is left', async () => {
    await page.getByRole('button', { name: 'Trả lại…' }).tap();
    await page.getByRole('button', { name: 'Trả lại', exact: true }).tap();
    await page.getByText('Ghi cần sửa gì.').waitFor();
    expect(await faultsInBothLights(page)).toEqual([]);
    await page.getByLabel('Cần sửa gì?').fill('Đọc lại số điện thoại');
    await page.getByRole('button', { name: 'Trả lại', exact: true }).tap();
    await page.getByText('Không còn chương trình chờ duyệt.').waitFor();
    expect(await decisions()).toContainEqual({ decision: 'sent-back', note: 'Đọc lại số điện thoại' });
    await page.getByRole('button', { name: 'Đã duyệt gần đây' }).tap();
    const decided = page.getByRole('region', { name: 'Đã duyệt gần đây' }).getByRole('listitem');
    await decided.nth(2).waitFor();
    expect(await decided.allInnerTexts()).toEqual([
      expect.stringMatching(/^Lịch tiêm chủng\s+Trả lại/),
      expect.stringMatching(/^Phòng cháy mùa khô\s+Đã duyệt/),
      expect.stringMatching(/^Giờ tiếp nhận hồ sơ\s+Đã duyệt/),
    ]);
    expect(await faultsInBothLights(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
