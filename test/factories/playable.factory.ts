import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { SigningKeys } from '../../src/platform/signing/signing-keys.js';
import { MediaStore } from '../../src/platform/storage/media-store.js';
import { StationClient } from '../../station-client/station-client.js';
import type { TestService } from '../support/service.js';
import { anApprovedProgram, type ApprovedProgram, type ProgramParts } from './program.factory.js';
import { newDevice, type TestStation } from './station.factory.js';

/** An approved program whose rendition really lies in the media store, with made-up bytes unless `content` is given. */
export async function aPlayableProgram(
  service: TestService,
  wishes: ProgramParts & { seconds?: number; bytes?: number; content?: Buffer },
): Promise<ApprovedProgram> {
  const { content = randomBytes(wishes.bytes ?? 100_000), bytes: _, ...parts } = wishes;
  const program = await anApprovedProgram(service, parts);
  const bytes = content.length;
  const store = service.get(MediaStore);
  await store.keep('rendition', await store.receive(Readable.from([content]), { maxBytes: bytes }));
  const sha256 = createHash('sha256').update(content).digest('hex');
  await service.sql(`INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, 'rendition', $2, $3)`, [
    sha256,
    bytes,
    service.clock.now(),
  ]);
  await service.sql('UPDATE renditions SET sha256 = $2, bytes = $3 WHERE original_sha256 = $1', [
    program.originalSha256,
    sha256,
    bytes,
  ]);
  await service.sql(
    `UPDATE approvals SET renditions = renditions || jsonb_build_object('speech', $2::text) WHERE program_id = $1`,
    [program.id, sha256],
  );
  return { ...program, rendition: { ...program.rendition, sha256, bytes } };
}

/** A device at a station that speaks the protocol, enrolled straight into the tables; its clock is the service's. */
export async function aStationClient(service: TestService, station: TestStation): Promise<StationClient> {
  const { id, token } = await newDevice(service, station.id);
  const playlistKeys = await service.get(SigningKeys).publicKeys();
  return new StationClient(service.url, { deviceId: id, token, station, playlistKeys }, () => service.clock.now());
}
