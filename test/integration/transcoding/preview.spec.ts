import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sha256Of, wavOf } from '../../factories/audio.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aPlayableProgram } from '../../factories/playable.factory.js';
import { aProgram, type TestProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Address {
  url: string;
  expiresAt: string;
}

describe('an address to listen at', () => {
  const sound = wavOf({ seconds: 2 });
  let service: TestService;
  let editor: TestPerson;
  let stranger: TestPerson;
  let centreId: string;
  let program: TestProgram;
  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    centreId = (await centreWith(service)).id;
    stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    program = await aProgram(service, { centreId, createdBy: editor.id });
    await withAudio(service, program, sound);
  });

  const ask = async (): Promise<Address> => {
    const { status, body } = await editor.client.post<Address>(`/programs/${program.id}/preview/original`);
    expect(status).toBe(201);
    return body;
  };
  const isOver = async ({ url }: Address) => {
    const answer = await fetch(url);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 401,
      body: { code: 'preview-over' },
    });
  };

  it('plays without a session, whole and in part, for a quarter of an hour', async () => {
    const asked = service.clock.now().getTime();
    const address = await ask();
    const answered = service.clock.now().getTime();
    expect(Date.parse(address.expiresAt)).toBeGreaterThan(asked + 899_000);
    expect(Date.parse(address.expiresAt)).toBeLessThanOrEqual(answered + 900_000);
    const whole = await fetch(address.url);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(sound);
    const part = await fetch(address.url, { headers: { range: 'bytes=-100' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(sound.subarray(-100));
    const before = service.clock.now();
    service.clock.moveTo(new Date(before.getTime() + 901_000).toISOString());
    await isOver(address);
    service.clock.moveTo(before.toISOString());
  });

  it('ends with its session', async () => {
    const address = await ask();
    expect((await editor.client.delete('/sessions/current')).status).toBe(204);
    await isOver(address);
  });

  it('ends with the right to see the program', async () => {
    const address = await ask();
    await service.sql('DELETE FROM grants WHERE person_id = $1', [editor.id]);
    await isOver(address);
  });

  it('ends when other audio is handed in, so that nobody approves what they did not hear', async () => {
    const address = await ask();
    await withAudio(service, program, wavOf({ seconds: 2, hertz: 300 }));
    await isOver(address);
  });

  it('plays what stations play while a correction waits', async () => {
    const { id, rendition } = await aPlayableProgram(service, { centreId, bytes: 5_000 });
    const waiting = { id, title: '', createdBy: editor.id };
    await withAudio(service, waiting, wavOf({ seconds: 2, hertz: 310 }));
    const { body } = await editor.client.post<Address>(`/programs/${id}/preview/in-force`);
    const heard = Buffer.from(await (await fetch(body.url)).arrayBuffer());
    expect(sha256Of(heard)).toBe(rendition.sha256);
    expect((await editor.client.post(`/programs/${program.id}/preview/in-force`)).status).toBe(404);
    await service.sql('UPDATE programs SET withdrawn_at = now() WHERE id = $1', [id]);
    await isOver(body);
  });

  it('opens nothing when it was altered', async () => {
    const { url, expiresAt } = await ask();
    await isOver({ url: url.replace(/ticket=[^.]+\./, 'ticket=e30.'), expiresAt });
    await isOver({ url: url.replace(/\.[^.]+$/, ''), expiresAt });
  });

  it('is given to nobody outside reach, and for no audio that is not there', async () => {
    expect((await stranger.client.post(`/programs/${program.id}/preview/original`)).status).toBe(404);
    expect((await editor.client.post(`/programs/${program.id}/preview/speech`)).status).toBe(404);
    expect((await editor.client.post(`/programs/${program.id}/preview/loud`)).status).toBe(400);
  });
});
