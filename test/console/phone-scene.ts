import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { broadcastWith, type TestBroadcast } from '../factories/broadcast.factory.js';
import { personWith, type TestPerson, withPassword } from '../factories/person.factory.js';
import { aPlayableProgram } from '../factories/playable.factory.js';
import type { ApprovedProgram } from '../factories/program.factory.js';
import { centreWith, newStation, type TestStation } from '../factories/station.factory.js';
import { isKept, openPage, startPhone } from '../support/browser.js';
import { startService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

// The cookie of a session expires by the clock of the machine, so the story is played on its present day.
const DAY = new Date().toISOString().slice(0, 10);
/** An hour of that day at the station, `HH:MM`, or of one so many days later. */
export const at = (time: string, days = 0) => new Date(Date.parse(`${DAY}T${time}:00+07:00`) + days * 86_400_000);

/** A service with one program, and for each test a station, its operator and a phone that has seen nothing yet. */
export class PhoneScene {
  phone!: BrowserContext;
  station!: TestStation;
  operator!: TestPerson;
  folder!: string;

  private constructor(
    readonly service: TestService,
    private readonly centreId: string,
    private readonly program: ApprovedProgram,
  ) {}

  static async start(): Promise<PhoneScene> {
    const service = await startService({ at: at('03:00').toISOString() });
    const centreId = (await centreWith(service)).id;
    return new PhoneScene(service, centreId, await aPlayableProgram(service, { centreId, title: TITLE }));
  }

  async begin(): Promise<void> {
    this.service.clock.moveTo(at('03:00'));
    this.folder = await mkdtemp(join(tmpdir(), 'vang-phone-'));
    this.station = await newStation(this.service, { servedBy: this.centreId, name: 'Đài truyền thanh xã Bình Chương' });
    this.operator = await personWith(this.service, 'operator', { kind: 'station', id: this.station.id });
    this.phone = await startPhone(this.folder, this.service);
  }

  async end(): Promise<void> {
    await this.phone.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  airs(time: string, days = 0): Promise<TestBroadcast> {
    const startsAt = at(time, days);
    const planned = { stationId: this.station.id, programId: this.program.id, startsAt, seconds: 180 };
    return broadcastWith(this.service, planned);
  }

  async itIs(time: string): Promise<void> {
    this.service.clock.moveTo(at(time));
    await this.phone.clock.install({ time: at(time) });
  }

  /** The confirmations that have arrived. */
  stored() {
    return this.service.sql<{ broadcastId: string; said: string; reason: string | null; saidAt: Date; by: string }>(
      `SELECT broadcast_id AS "broadcastId", said, reason, said_at AS "saidAt", confirmed_by AS by
       FROM confirmations WHERE station_id = $1 ORDER BY said_at, id`,
      [this.station.id],
    );
  }

  arrived(count: number): Promise<unknown> {
    return until(`${count} confirmations`, async () => (await this.stored()).length === count);
  }

  async signIn(person: TestPerson, path = '/hom-nay') {
    const { login, password } = await withPassword(this.service, person);
    const opened = await openPage(this.phone, '/dang-nhap');
    await opened.page.getByLabel('Tên đăng nhập').fill(login);
    await opened.page.getByLabel('Mật khẩu').fill(password);
    await opened.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await opened.page.waitForURL(`**${path}`);
    return opened;
  }

  async keptOnPhone(page: Page): Promise<void> {
    await page.getByText(TITLE).first().waitFor();
    await until('the worker has kept the page', () => isKept(page));
  }
}

const TITLE = 'Cải cách thể chế là gì?';
