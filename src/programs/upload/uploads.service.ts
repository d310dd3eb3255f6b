import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../../identity/access/access.service.js';
import type { Actor } from '../../identity/actor.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { IncomingFile } from '../../platform/storage/incoming-file.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { AdmissionService } from './admission.service.js';
import { displayedName } from './displayed-name.js';
import { readAudioKind } from './read-audio-kind.js';
import { OriginalsService } from './originals.service.js';
import { AudioEmpty, NotAudio } from './upload.problems.js';

/** Audio that is arriving, and the name that the sender gave it. */
export interface IncomingAudio {
  stream: Readable;
  fileName: string | undefined;
  /** Throws when what carries the audio has anything else in it; called before the audio is stored. */
  expectEnd?(): Promise<void>;
}

/** Who hands it in. `book` books its volume; by default it is booked against the person's daily volume. */
export interface HandingIn {
  by: Actor;
  book?: (work: Work) => Promise<void>;
}

/** Receives the audio of programs, sent at once or in pieces. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly access: AccessService,
    private readonly store: MediaStore,
    private readonly admission: AdmissionService,
    private readonly originals: OriginalsService,
  ) {}

  /**
   * Reads audio to its end and makes it the program's. Nothing is left behind when it throws.
   * @throws NotFound, NotAllowed by the person's permissions at the end of the upload, which can take hours
   * @throws TooLarge while the audio is arriving
   * @throws AudioEmpty
   * @throws NotAudio
   * @throws DailyVolumeUsedUp
   * @throws StorageFull
   */
  async take(programId: string, audio: IncomingAudio, { by, book }: HandingIn): Promise<void> {
    const file = await this.store.receive(audio.stream, { maxBytes: this.admission.maxBytes });
    try {
      await mustBeAudio(file);
      await audio.expectEnd?.();
      const booked = book ?? ((work: Work) => this.admission.book(work, file.bytes, by));
      const handedIn = { file, fileName: displayedName(audio.fileName), book: booked };
      await this.originals.keep(programId, handedIn, { by: await this.access.renewed(by) });
    } finally {
      await this.store.discard(file.path);
    }
  }
}

async function mustBeAudio(file: IncomingFile): Promise<void> {
  if (file.bytes === 0) throw new AudioEmpty();
  if (!(await readAudioKind(file.path))) throw new NotAudio();
}
