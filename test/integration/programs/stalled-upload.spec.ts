import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { until } from '../../support/until.js';
import { startService, type TestService } from '../../support/service.js';

describe('an upload that stalls', () => {
  let service: TestService;
  let editor: TestPerson;
  let path: string;
  beforeAll(async () => {
    const settings = { ROLE: 'api', FORM_WAIT_SECONDS: '1', CONNECTION_IDLE_SECONDS: '2' };
    service = await startService({ settings });
    const centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    path = `/api/v1/programs/${(await aProgram(service, { centreId, createdBy: editor.id })).id}/audio`;
  });
  afterAll(() => service.stop());

  const type = 'multipart/form-data; boundary=X';
  const formOf = (header: string) =>
    Buffer.concat([Buffer.from(`--X\r\n${header}\r\n\r\n`), wavOf({ seconds: 10 }), Buffer.from('\r\n--X--\r\n')]);

  it.each([
    'Content-Disposition: form-data; name="file"; filename="two\nlines.wav"',
    'Content-Disposition: attachment; name="file"; filename="a.wav"',
    'Content-Type: audio/wav',
  ])('is refused when the file in the form is not described so that it can be found: %j', async (header) => {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${editor.token}`, 'content-type': type },
      body: formOf(header),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/file' }] });
  });

  it('is aborted when no more data arrive, and leaves nothing behind', async () => {
    const form = formOf('Content-Disposition: form-data; name="file"; filename="a.wav"');
    const connection = connect(Number(new URL(service.url).port), '127.0.0.1');
    connection.write(
      `POST ${path} HTTP/1.1\r\nhost: vang\r\nauthorization: Bearer ${editor.token}\r\n` +
        `content-type: ${type}\r\ncontent-length: ${form.length}\r\n\r\n`,
    );
    connection.write(form.subarray(0, 10_000));
    const closed = once(connection, 'close');
    await text(connection).catch(() => '');
    await closed;
    const incoming = join(service.mediaRoot, 'incoming');
    await until('nothing is left', async () => (await readdir(incoming)).length === 0);
  });
});
