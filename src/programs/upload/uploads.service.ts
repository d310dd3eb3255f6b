import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { type IncomingFile, MediaStore } from '../../platform/storage/media-store.js';
import { TooLarge } from '../../platform/storage/storage.problems.js';
import { mustBeAllowed } from '../lock-program.js';
import { ProgramWithdrawn } from '../programs.problems.js';
import { ProgramsService } from '../programs.service.js';
import { displayedName } from './displayed-name.js';
import { HEAD_BYTES, looksLikeAudio } from './looks-like-audio.js';
import { OriginalsService } from './originals.service.js';
import { AudioEmpty, NotAudio } from './upload.problems.js';

// What a form adds around its file: boundaries, headers, a few fields.
const FORM_BYTES = 131_072;

/** Takes in the audio of programs. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly config: Config,
    private readonly programs: ProgramsService,
    private readonly store: MediaStore,
    private readonly originals: OriginalsService,
  ) {}

  /**
   * Whether the actor may hand in audio for the program; asked before a byte of it is read.
   * @param announcedBytes the length of the whole request, when the client says it
   * @throws NotFound outside the actor's reach
   * @throws ProgramWithdrawn
   * @throws TooLarge
   */
  async expect(programId: string, announcedBytes: number | undefined, actor: Actor): Promise<void> {
    const program = await this.programs.findVisible(programId, actor);
    mustBeAllowed(actor, program);
    if (program.withdrawnAt) throw new ProgramWithdrawn();
    const { UPLOAD_MAX_BYTES } = this.config.settings;
    if ((announcedBytes ?? 0) > UPLOAD_MAX_BYTES + FORM_BYTES) throw new TooLarge(UPLOAD_MAX_BYTES);
  }

  /**
   * Reads audio to its end and makes it the program's. Nothing is left behind when it throws.
   * @throws TooLarge while it is still coming in
   * @throws AudioEmpty
   * @throws NotAudio
   * @throws StorageFull
   */
  async take(
    programId: string,
    audio: { stream: Readable; fileName: string | undefined },
    { by }: { by: Actor },
  ): Promise<void> {
    const file = await this.store.receive(audio.stream, { maxBytes: this.config.settings.UPLOAD_MAX_BYTES });
    try {
      await mustBeAudio(file);
      await this.originals.keep(programId, { file, fileName: displayedName(audio.fileName) }, { by });
    } finally {
      await this.store.discard(file.path);
    }
  }
}

async function mustBeAudio(file: IncomingFile): Promise<void> {
  if (file.bytes === 0) throw new AudioEmpty();
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    if (!looksLikeAudio(buffer.subarray(0, bytesRead))) throw new NotAudio();
  } finally {
    await handle.close();
  }
}
