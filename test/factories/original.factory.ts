import { Readable } from 'node:stream';
import { MediaStore } from '../../src/platform/storage/media-store.js';
import { uuidv7 } from '../../src/platform/uuid.js';
import type { TestService } from '../support/service.js';
import type { TestProgram } from './program.factory.js';

/** Hands in real audio for a program, as an upload does, but without its event. @returns the SHA-256 of the original */
export async function withAudio(service: TestService, program: TestProgram, content: Buffer): Promise<string> {
  const media = service.get(MediaStore);
  const file = await media.receive(Readable.from([content]), { maxBytes: 1_000_000_000 });
  await media.keep('original', file);
  const now = service.clock.now();
  await service.sql(
    `INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, 'original', $2, $3) ON CONFLICT (sha256) DO NOTHING`,
    [file.sha256, Math.max(1, file.bytes), now],
  );
  await service.sql(
    'INSERT INTO originals (id, program_id, sha256, file_name, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [uuidv7(), program.id, file.sha256, 'bài.mp3', program.createdBy, now],
  );
  await service.sql(
    `UPDATE programs SET state = 'transcoding', seconds = NULL, refusal_code = NULL, original_sha256 = $2
     WHERE id = $1`,
    [program.id, file.sha256],
  );
  return file.sha256;
}
