import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { newDevice } from '../../factories/station.factory.js';
import { hasChromium, openPage, seriousFaults } from '../../support/browser.js';
import { until } from '../../support/until.js';
import { at, PhoneScene } from '../phone-scene.js';

(hasChromium() ? describe : describe.skip)('the operator’s day on a phone', () => {
  let scene: PhoneScene;
  beforeAll(async () => {
    scene = await PhoneScene.start();
  });
  afterAll(() => scene.service.stop());
  beforeEach(() => scene.begin());
  afterEach(() => scene.end());

  it('sends a confirmation once, although the connection is cut before the answer', async () => {
    await scene.airs('05:15');
    await scene.itIs('06:00');
    const { page, errors } = await scene.signIn(scene.operator);
    let cuts = 0;
    await scene.phone.route('**/confirmation', async (route) => {
      cuts += 1;
      // Then a proxy on the way refuses in its own words.
      if (cuts > 1) return route.fulfill({ status: 405, contentType: 'text/html', body: '<p>Maintenance</p>' });
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Không phát…' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Mất điện' }).click();
    await page.getByText('Đã ghi 05:15: không phát vì mất điện.').waitFor();
    await until('the answer is cut, and the next one refused on the way', async () => cuts > 1);
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor();
    await scene.phone.unroute('**/confirmation');
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor({ state: 'detached' });
    expect(await scene.stored()).toMatchObject([{ said: 'not-aired', reason: 'power-cut', by: scene.operator.id }]);
    expect(errors).toEqual([]);
  });

  it('takes back a tap before it is sent, and changes one after that', async () => {
    await scene.airs('05:15');
    await scene.itIs('06:00');
    const { page, errors } = await scene.signIn(scene.operator);
    await page.getByRole('button', { name: 'Xác nhận đã nghe', exact: true }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Chờ xác nhận').waitFor();
    await page.clock.fastForward(30_000);
    expect(await scene.stored()).toEqual([]);

    await page.getByRole('button', { name: /^05:15/ }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Nghe một phần' }).click();
    await page.getByText('Đã ghi 05:15: nghe một phần.').waitFor();
    await page.clock.fastForward(11_000);
    await scene.arrived(1);
    await page.getByText('Phát dở (theo xác nhận)').waitFor();
    await page.getByRole('button', { name: /^05:15/ }).click();
    await page.getByRole('button', { name: 'Khác' }).click();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Ghi vài chữ về lý do.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Ghi rõ lý do').fill('Loa ở nhà văn hóa hỏng');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.clock.fastForward(11_000);
    await scene.arrived(2);
    expect(errors).toEqual([]);
  });

  it('says which earlier day waits for a word, and takes one for all of it in one tap', async () => {
    await scene.airs('05:15', -1);
    await scene.airs('17:15', -1);
    await scene.itIs('06:00');
    const { page, errors } = await scene.signIn(scene.operator);
    const waiting = page.getByRole('navigation', { name: 'Còn chưa xác nhận:' });
    await waiting.getByRole('link', { name: /^(T[2-7]|CN) \d+\/\d+ \(2\)$/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await waiting.getByRole('link').click();
    await page.getByRole('button', { name: 'Xác nhận đã nghe cả ngày: 2 lượt' }).click();
    await page.getByText(/^Đã ghi 2 lượt 05:15–17:18: đã nghe\./).waitFor();
    await page.getByRole('link', { name: 'Về hôm nay' }).click();
    await page.getByText('Hôm nay không có lượt phát.').waitFor();
    expect(await waiting.count()).toBe(0);
    await page.clock.fastForward(11_000);
    await scene.arrived(2);
    expect(errors).toEqual([]);
  });

  it('shows with its sentence what the service does not take', async () => {
    const broadcast = await scene.airs('05:15');
    await scene.itIs('05:00');
    const { page, errors } = await scene.signIn(scene.operator);
    await scene.keptOnPhone(page);
    await scene.phone.setOffline(true);
    await withdrawBroadcast(scene.service, broadcast.id, at('05:01'));
    scene.service.clock.moveTo(at('06:00'));
    await page.clock.fastForward(3_600_000);
    await page.getByRole('button', { name: 'Xác nhận đã nghe', exact: true }).click();
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor();
    await page.clock.fastForward(11_000);
    await scene.phone.setOffline(false);
    await page.getByText('Lượt phát này đã rút trước khi phát; không có gì để xác nhận.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Thư viện' }).click();
    await page.getByText('Xác nhận không được nhận').waitFor();
    await page.getByRole('button', { name: 'Đã đọc' }).click();
    await page.getByText('Xác nhận không được nhận').waitFor({ state: 'detached' });
    expect(await scene.stored()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('never sends the taps of one person as those of another on the same phone', async () => {
    await scene.airs('05:15');
    await scene.itIs('06:00');
    const first = await scene.signIn(scene.operator);
    await scene.keptOnPhone(first.page);
    await scene.phone.route('**/confirmation', (route) => route.abort());
    await first.page.getByRole('button', { name: 'Xác nhận đã nghe', exact: true }).click();
    await first.page.getByText('Còn 1 xác nhận chưa gửi').waitFor();

    const leaving = await openPage(scene.phone, '/tai-khoan');
    await leaving.page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await leaving.page.getByRole('dialog').getByText('Còn 1 xác nhận chưa gửi').waitFor();
    expect(await seriousFaults(leaving.page)).toEqual([]);
    await leaving.page.getByRole('button', { name: 'Vẫn đăng xuất' }).click();
    await leaving.page.waitForURL('**/dang-nhap');
    await leaving.page.close();

    const other = await personWith(scene.service, 'operator', { kind: 'station', id: scene.station.id });
    const second = await scene.signIn(other);
    await scene.phone.unroute('**/confirmation');
    await second.page.getByText(/Còn 1 xác nhận của .* chưa gửi/).waitFor();
    expect(await seriousFaults(second.page)).toEqual([]);
    // The first page is still open and believes that its person is signed in.
    await first.page.clock.fastForward(300_000);
    await second.page.getByRole('button', { name: 'Xác nhận đã nghe', exact: true }).click();
    await second.page.clock.fastForward(11_000);
    await scene.arrived(1);
    expect(await scene.stored()).toMatchObject([{ by: other.id }]);
    await second.page.close();
    await first.page.close();

    await scene.phone.clearCookies();
    await scene.signIn(scene.operator);
    await scene.arrived(2);
    expect((await scene.stored()).map(({ by }) => by).toSorted()).toEqual([scene.operator.id, other.id].toSorted());
  });

  it('tells what is on the air, what comes, what the device proved and when it sounded at a wrong time', async () => {
    const [proved, wrong] = [await scene.airs('05:15'), await scene.airs('05:45')];
    await scene.airs('00:10');
    await scene.airs('08:00');
    await scene.airs('17:15');
    const { client } = await newDevice(scene.service, scene.station.id);
    scene.service.clock.moveTo(at('07:00'));
    const atThree = { startedAt: at('03:15').toISOString(), endedAt: at('03:18').toISOString() };
    await client.post('/station/plays', { events: [playOf(proved), playOf(wrong, atThree)] });
    await outcomesDecided(scene.service);
    await scene.itIs('08:01');
    const { page, errors } = await scene.signIn(scene.operator);
    await page.getByText('Thiết bị phát sai giờ, lúc 03:15').waitFor();
    await page.getByText(/Đang phát, còn/).waitFor();
    await page.getByRole('heading', { name: /^Rạng sáng 00:10–00:13, 1 lượt/ }).waitFor();
    await page.getByRole('region', { name: 'Tiếp theo' }).getByText('17:15').waitFor();
    await page.getByText('Đã phát', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^05:15/ }).click();
    await page.getByRole('button', { name: 'Mất điện' }).click();
    await page.getByText('Thiết bị: đã phát').waitFor();
    await page.getByText(/Không phát vì mất điện, ghi lúc 08:0\d, chưa gửi/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ngày sau' }).click();
    await page.getByText('Ngày này không có lượt phát.').waitFor();
    await page.goBack();
    await page.getByText('Thiết bị phát sai giờ, lúc 03:15').waitFor();
    expect(errors).toEqual([]);
  });
});
