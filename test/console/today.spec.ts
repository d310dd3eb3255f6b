import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { broadcastWith, type TestBroadcast, withdrawBroadcast } from '../factories/broadcast.factory.js';
import { personWith, type TestPerson, withPassword } from '../factories/person.factory.js';
import { outcomesDecided, playOf } from '../factories/play.factory.js';
import { aPlayableProgram } from '../factories/playable.factory.js';
import type { ApprovedProgram } from '../factories/program.factory.js';
import { centreWith, newDevice, newStation, type TestStation } from '../factories/station.factory.js';
import { hasChromium, isKept, openPage, seriousFaults, startPhone } from '../support/browser.js';
import { startService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

// The cookie of a session expires by the clock of the machine, so the story is played on its present day.
const DAY = new Date().toISOString().slice(0, 10);
/** An hour of that day at the station, `HH:MM`. */
const at = (time: string) => new Date(`${DAY}T${time}:00+07:00`);

(hasChromium() ? describe : describe.skip)('the operator’s day on a phone', () => {
  let service: TestService;
  let centreId: string;
  let program: ApprovedProgram;
  let station: TestStation;
  let operator: TestPerson;
  let folder: string;
  let phone: BrowserContext;

  beforeAll(async () => {
    service = await startService({ at: at('03:00').toISOString() });
    centreId = (await centreWith(service)).id;
    program = await aPlayableProgram(service, { centreId, title: 'Cải cách thể chế là gì?' });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(at('03:00'));
    folder = await mkdtemp(join(tmpdir(), 'vang-phone-'));
    station = await newStation(service, { servedBy: centreId, name: 'Đài truyền thanh xã Bình Chương' });
    operator = await personWith(service, 'operator', { kind: 'station', id: station.id });
    phone = await startPhone(folder, service);
  });
  afterEach(async () => {
    await phone.close();
    await rm(folder, { recursive: true, force: true });
  });

  const airs = (time: string): Promise<TestBroadcast> =>
    broadcastWith(service, { stationId: station.id, programId: program.id, startsAt: at(time), seconds: 180 });
  const itIs = async (time: string) => {
    service.clock.moveTo(at(time));
    await phone.clock.install({ time: at(time) });
  };
  const stored = () =>
    service.sql<{ broadcastId: string; said: string; reason: string | null; saidAt: Date; by: string }>(
      `SELECT broadcast_id AS "broadcastId", said, reason, said_at AS "saidAt", confirmed_by AS by
       FROM confirmations WHERE station_id = $1 ORDER BY said_at, id`,
      [station.id],
    );
  const arrived = (count: number) => until(`${count} confirmations`, async () => (await stored()).length === count);
  const signIn = async (person: TestPerson, path = '/hom-nay') => {
    const { login, password } = await withPassword(service, person);
    const opened = await openPage(phone, '/dang-nhap');
    await opened.page.getByLabel('Tên đăng nhập').fill(login);
    await opened.page.getByLabel('Mật khẩu').fill(password);
    await opened.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await opened.page.waitForURL(`**${path}`);
    return opened;
  };
  const keptOnPhone = async (page: Page) => {
    await page.getByText('Cải cách thể chế là gì?').first().waitFor();
    await until('the worker has kept the page', () => isKept(page));
  };

  it('confirms a day in two taps without a network; it arrives after the browser was closed and opened again, once', async () => {
    for (const time of ['05:15', '05:45', '17:15']) await airs(time);
    await itIs('18:00');
    const { page, errors } = await signIn(operator);
    await keptOnPhone(page);
    expect(await seriousFaults(page)).toEqual([]);

    await phone.setOffline(true);
    await page.reload();
    await page.getByText('Mất mạng. Thao tác được giữ trên máy này.').waitFor();
    await page.getByRole('button', { name: 'Đã nghe cả buổi' }).click();
    await page.getByText('Đã ghi cả buổi sáng: đã nghe.').waitFor();
    await page.getByRole('button', { name: 'Đã nghe', exact: true }).click();
    await page.getByText('Còn 3 xác nhận chưa gửi').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await phone.close();
    expect(await stored()).toEqual([]);

    phone = await startPhone(folder, service);
    await itIs('18:20');
    await phone.setOffline(true);
    const again = await openPage(phone, '/hom-nay');
    await again.page.getByText('Còn 3 xác nhận chưa gửi').waitFor();
    await until('each row says so', async () => (await again.page.getByText(', chưa gửi').count()) === 3);
    await phone.setOffline(false);
    await arrived(3);
    await again.page.getByText('Còn 3 xác nhận chưa gửi').waitFor({ state: 'detached' });
    const words = await stored();
    expect(words.map(({ said }) => said)).toEqual(['heard', 'heard', 'heard']);
    for (const { saidAt } of words) expect(saidAt.getTime()).toBeLessThan(at('18:10').getTime());
    await again.page.reload();
    const confirmed = again.page.getByText('Đã phát (theo xác nhận)');
    await until('all are shown as confirmed', async () => (await confirmed.count()) === 3);
    expect(await stored()).toHaveLength(3);
    expect([...errors, ...again.errors]).toEqual([]);
  });

  it('sends a confirmation once, although the connection is cut before the answer', async () => {
    await airs('05:15');
    await itIs('06:00');
    const { page, errors } = await signIn(operator);
    let cuts = 0;
    await phone.route('**/confirmation', async (route) => {
      await route.fetch();
      cuts += 1;
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Không phát…' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Mất điện' }).click();
    await page.getByText('Đã ghi cả buổi sáng: không phát vì mất điện.').waitFor();
    await until('the answer is cut', async () => cuts > 0);
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor();
    await phone.unroute('**/confirmation');
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject([{ said: 'not-aired', reason: 'power-cut', by: operator.id }]);
    expect(errors).toEqual([]);
  });

  it('takes back a tap before it is sent, and changes one after that', async () => {
    await airs('05:15');
    await itIs('06:00');
    const { page, errors } = await signIn(operator);
    await page.getByRole('button', { name: 'Đã nghe', exact: true }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Chờ xác nhận').waitFor();
    await page.clock.fastForward(30_000);
    expect(await stored()).toEqual([]);

    await page.getByRole('button', { name: /^05:15/ }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Nghe một phần' }).click();
    await page.getByText('Đã ghi 05:15: nghe một phần.').waitFor();
    await page.clock.fastForward(11_000);
    await arrived(1);
    await page.getByText('Phát dở (theo xác nhận)').waitFor();
    await page.getByRole('button', { name: /^05:15/ }).click();
    await page.getByRole('button', { name: 'Khác' }).click();
    await page.getByRole('button', { name: 'Ghi lại' }).click();
    await page.getByText('Ghi vài chữ về lý do.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Ghi rõ lý do').fill('Loa ở nhà văn hóa hỏng');
    await page.getByRole('button', { name: 'Ghi lại' }).click();
    await page.clock.fastForward(11_000);
    await arrived(2);
    expect(errors).toEqual([]);
  });

  it('shows with its sentence what the service does not take', async () => {
    const broadcast = await airs('05:15');
    await itIs('05:00');
    const { page, errors } = await signIn(operator);
    await keptOnPhone(page);
    await phone.setOffline(true);
    await withdrawBroadcast(service, broadcast.id, at('05:01'));
    service.clock.moveTo(at('06:00'));
    await page.clock.fastForward(3_600_000);
    await page.getByRole('button', { name: 'Đã nghe', exact: true }).click();
    await page.getByText('Còn 1 xác nhận chưa gửi').waitFor();
    await page.clock.fastForward(11_000);
    await phone.setOffline(false);
    await page.getByText('Lượt phát này đã rút trước khi phát; không có gì để xác nhận.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Đã đọc' }).click();
    await page.getByText('Xác nhận không được nhận').waitFor({ state: 'detached' });
    expect(await stored()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('never sends the taps of one person as those of another on the same phone', async () => {
    await airs('05:15');
    await itIs('06:00');
    const first = await signIn(operator);
    await keptOnPhone(first.page);
    await phone.route('**/confirmation', (route) => route.abort());
    await first.page.getByRole('button', { name: 'Đã nghe', exact: true }).click();
    await first.page.getByText('Còn 1 xác nhận chưa gửi').waitFor();

    const leaving = await openPage(phone, '/tai-khoan');
    await leaving.page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await leaving.page.getByRole('dialog').getByText('Còn 1 xác nhận chưa gửi').waitFor();
    expect(await seriousFaults(leaving.page)).toEqual([]);
    await leaving.page.getByRole('button', { name: 'Vẫn đăng xuất' }).click();
    await leaving.page.waitForURL('**/dang-nhap');
    await leaving.page.close();

    const other = await personWith(service, 'operator', { kind: 'station', id: station.id });
    const second = await signIn(other);
    await phone.unroute('**/confirmation');
    await second.page.getByText(/Còn 1 xác nhận của .* chưa gửi/).waitFor();
    expect(await seriousFaults(second.page)).toEqual([]);
    // The first page is still open and believes that its person is signed in.
    await first.page.clock.fastForward(300_000);
    await second.page.getByRole('button', { name: 'Đã nghe', exact: true }).click();
    await second.page.clock.fastForward(11_000);
    await arrived(1);
    expect(await stored()).toMatchObject([{ by: other.id }]);
    await second.page.close();
    await first.page.close();

    await phone.clearCookies();
    await signIn(operator);
    await arrived(2);
    expect((await stored()).map(({ by }) => by).toSorted()).toEqual([operator.id, other.id].toSorted());
  });

  it('tells what is on the air, what comes, what the device proved and when it sounded at a wrong time', async () => {
    const [proved, wrong] = [await airs('05:15'), await airs('05:45')];
    await airs('08:00');
    await airs('17:15');
    const { client } = await newDevice(service, station.id);
    service.clock.moveTo(at('07:00'));
    const atThree = { startedAt: at('03:15').toISOString(), endedAt: at('03:18').toISOString() };
    await client.post('/station/plays', { events: [playOf(proved), playOf(wrong, atThree)] });
    await outcomesDecided(service);
    await itIs('08:01');
    const { page, errors } = await signIn(operator);
    await page.getByText('Thiết bị phát sai giờ, lúc 03:15').waitFor();
    await page.getByText(/Đang phát, còn/).waitFor();
    await page.getByRole('region', { name: 'Tiếp theo' }).getByText('17:15').waitFor();
    await page.getByText('Đã phát', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^05:15/ }).click();
    await page.getByRole('button', { name: 'Mất điện' }).click();
    await page.getByText('Thiết bị: đã phát').waitFor();
    await page.getByText(/không phát vì mất điện, 08:0\d, chưa gửi/).waitFor();
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
