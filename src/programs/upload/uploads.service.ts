import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { AccessService } from '../../identity/access/access.service.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { IncomingFile } from '../../platform/storage/incoming-file.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { Admission } from './admission.service.js';
import { displayedName } from './displayed-name.js';
import { kindOfFile } from './kind-of-file.js';
import { OriginalsService } from './originals.service.js';
import { AudioEmpty, NotAudio } from './upload.problems.js';

/** Audio as it comes in, and what its sender calls it. */
export interface ComingIn {
  stream: Readable;
  fileName: string | undefined;
}

/** Who hands it in. `book` counts it, in the transaction that keeps it; by default against the person's daily volume. */
export interface Handing {
  by: Actor;
  book?: (work: Work) => Promise<void>;
}

/** Takes in the audio of programs, whichever way it comes. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly config: Config,
    private readonly access: AccessService,
    private readonly store: MediaStore,
    private readonly admission: Admission,
    private readonly originals: OriginalsService,
  ) {}

  /**
   * Reads audio to its end and makes it the program's. Nothing is left behind when it throws.
   * @throws NotFound, NotAllowed by what the person may when it has come in: that can take hours
   * @throws TooLarge while it is still coming in
   * @throws AudioEmpty
   * @throws NotAudio
   * @throws DailyVolumeUsedUp
   * @throws StorageFull
   */
  async take(programId: string, audio: ComingIn, { by, book }: Handing): Promise<void> {
    const file = await this.store.receive(audio.stream, { maxBytes: this.config.settings.UPLOAD_MAX_BYTES });
    try {
      await mustBeAudio(file);
      const booked = book ?? ((work: Work) => this.admission.book(work, file.bytes, by));
      const handedIn = { file, fileName: displayedName(audio.fileName), book: booked };
      await this.originals.keep(programId, handedIn, { by: await this.access.actor(by.id) });
    } finally {
      await this.store.discard(file.path);
    }
  }
}

async function mustBeAudio(file: IncomingFile): Promise<void> {
  if (file.bytes === 0) throw new AudioEmpty();
  if (!(await kindOfFile(file.path))) throw new NotAudio();
}
