import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { MailRunner } from '../../../src/identity/notices/mail.runner.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

/** A mail server that refuses what the test says. */
let refuse: { code: number } | undefined;
let received: ParsedMail[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, callback) =>
    callback(refuse && Object.assign(new Error('no'), { responseCode: refuse.code })),
  onData: (stream, _session, callback) =>
    void simpleParser(stream).then((mail) => {
      received.push(mail);
      callback();
    }),
});

let service: TestService;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const settings = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Vang <vang@vang.example>', LOG_LEVEL: 'silent' };
  service = await startService({ settings });
});
afterAll(async () => {
  await service.stop();
  await new Promise<void>((resolve) => server.close(resolve));
});
beforeEach(() => void (received = []));
afterEach(() => void (refuse = undefined));

const ADDRESS = 'hoa@vang.example';
const changeAddress = ({ client }: TestPerson, address: string | null) =>
  client.put('/people/me/mail-address', { address });
const noticesIn = (id: string) =>
  service.sql<{ mailed: boolean; waits: boolean; attempts: number; mail_error: string | null }>(
    `SELECT mailed_at IS NOT NULL AS mailed, mail_due_at IS NOT NULL AS waits, mail_attempts AS attempts, mail_error
     FROM notices WHERE person_id = $1`,
    [id],
  );
const sendDue = () => service.get(MailRunner).sendDue();

describe('a notice by mail', () => {
  it('goes to the address of the person, in Vietnamese and English, without anybody asking for it', async () => {
    const person = await personWith(service, 'operator');
    expect((await changeAddress(person, 'no address')).status).toBe(400);
    expect((await changeAddress(person, ADDRESS)).body).toEqual({ address: ADDRESS, sendsMail: true });
    await until('the mail', () => received.length > 0);
    const [mail] = received;
    expect(mail).toMatchObject({ subject: '[Vang] Địa chỉ thư đã đổi · Mail address changed' });
    expect(mail?.from?.text).toContain('vang@vang.example');
    expect(mail?.text).toMatch(/Thông báo về tài khoản[\s\S]*Notices about your account now go to hoa@vang.example/);
    await until('the mail', async () => (await noticesIn(person.id))[0]?.mailed === true);
    await sendDue();
    expect(received).toHaveLength(1);
  });

  it('of another address goes to the one used until then', async () => {
    const person = await personWith(service, 'operator');
    await changeAddress(person, ADDRESS);
    await until('the mail', () => received.length === 1);
    await changeAddress(person, 'somebody.else@vang.example');
    await until('the mail', () => received.length === 2);
    expect(received[1]?.to).toMatchObject({ text: ADDRESS });
  });

  it('is tried again later, and later still, while the mail server does not take it, and then sent once', async () => {
    const person = await personWith(service, 'operator');
    refuse = { code: 451 };
    await changeAddress(person, ADDRESS);
    await until('the mail', async () => (await noticesIn(person.id))[0]?.mail_error != null);
    await sendDue();
    expect(await noticesIn(person.id)).toMatchObject([{ mailed: false, waits: true, attempts: 1 }]);
    service.clock.moveBy({ seconds: 121 });
    await sendDue();
    service.clock.moveBy({ seconds: 121 });
    await sendDue();
    expect(await noticesIn(person.id)).toMatchObject([{ mailed: false, waits: true, attempts: 2 }]);
    refuse = undefined;
    service.clock.moveBy({ seconds: 121 });
    await sendDue();
    expect(await noticesIn(person.id)).toMatchObject([{ mailed: true, waits: false, attempts: 3, mail_error: null }]);
    expect(received).toHaveLength(1);
  });

  it('is given up when the server refuses the recipient for good; it stays on the page', async () => {
    const person = await personWith(service, 'operator');
    refuse = { code: 550 };
    await changeAddress(person, 'nobody@vang.example');
    await until('the mail', async () => (await noticesIn(person.id))[0]?.waits === false);
    expect(await noticesIn(person.id)).toMatchObject([{ mailed: false, attempts: 1 }]);
    const page = await person.client.get<{ items: object[] }>('/people/me/notices');
    expect(page.body.items).toHaveLength(1);
  });

  it('is not sent to somebody without an address', async () => {
    const person = await personWith(service, 'operator');
    await changeAddress(person, ADDRESS);
    await until('the mail', () => received.length === 1);
    await changeAddress(person, null);
    await until('the mail', () => received.length === 2);
    const administrator = await personWith(service, 'administrator');
    const grant = { role: 'leader', scope: { kind: 'everywhere', id: null } };
    await administrator.client.post(`/people/${person.id}/grants`, grant);
    await sendDue();
    expect(received).toHaveLength(2);
  });
});
