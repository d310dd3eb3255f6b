import { setTimeout as pause } from 'node:timers/promises';
import { clientOf } from '../../api-client/client.js';
import { ApiPerson } from '../../api-client/person.js';
import { StationClient } from '../../station-client/station-client.js';

const POLL_MS = 20;

/** Tokens of those who may send the most. */
export interface Tokens {
  administrator: string;
  editor: string;
  device: string;
}

/** Sets up a new service: an administrator, an editor, and a station with a device. @param output what it has printed */
export async function tokensOf(url: string, output: () => string): Promise<Tokens> {
  const administrator = await ApiPerson.accept(url, await codeIn(output), 'quan.tri', 'Quản trị');
  const editor = await administrator.invite('bien.tap', 'Biên tập', 'editor', { kind: 'everywhere', id: null });
  const unit = await administrator.post<{ id: string }>('/units', { name: 'Bình Trị', kind: 'xã' });
  const station = await administrator.post<{ id: string }>('/stations', {
    unitId: unit.id,
    name: 'Đài xã',
    technology: 'ip',
    openedOn: '2026-01-01',
  });
  const enrolment = await administrator.post<{ code: string }>(`/stations/${station.id}/enrolment-codes`);
  const device = await StationClient.enrol(url, enrolment.code, 'Máy phát');
  return {
    administrator: await signIn(url, administrator),
    editor: await signIn(url, editor),
    device: device.identity.token,
  };
}

/** The code of the first administrator, which is printed once the service listens. */
async function codeIn(output: () => string): Promise<string> {
  for (;;) {
    const code = /"code":\s*"([^"]+)"/.exec(output())?.[1];
    if (code) return code;
    await pause(POLL_MS);
  }
}

async function signIn(url: string, { login, password }: ApiPerson): Promise<string> {
  const { body } = await clientOf(url).post<{ token: string }>('/sessions', { login, password });
  return body.token;
}
