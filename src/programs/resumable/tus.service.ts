import { Injectable } from '@nestjs/common';
import { ERRORS, Server, type Upload } from '@tus/server';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { InvalidRequest } from '../../platform/http/http.problems.js';
import { TooLarge } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ResumableUploadsService } from './resumable-uploads.service.js';
import { TusUploadsStore } from './tus-uploads.store.js';
import { tusProblem } from './tus.problems.js';
import { UploadLocks } from './upload-locks.js';

const NO_PROGRAM = {
  vi: 'thiếu trong Upload-Metadata hoặc không phải UUID',
  en: 'is missing in Upload-Metadata or is not a UUID',
};

/** The path of uploads in the URLs that clients get. */
export const UPLOADS = '/api/v1/uploads';

const ProgramId = z.uuid();

/** Answers requests of the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload) with @tus/server. */
@Injectable()
export class TusService {
  private readonly locker = new UploadLocks();

  constructor(
    private readonly config: Config,
    private readonly resumables: ResumableUploadsService,
    private readonly store: TusUploadsStore,
  ) {}

  /** Answers a request below UPLOADS for a person. @throws Problem instead of returning a 4xx or 5xx response */
  async answer(request: Request, by: Actor): Promise<Response> {
    const answer = await this.serverFor(by).handleWeb(request);
    if (answer.status >= 400) throw tusProblem(answer.status, await answer.text());
    return answer;
  }

  private serverFor(by: Actor): Server {
    const { UPLOAD_MAX_BYTES } = this.config.settings;
    return new Server({
      path: UPLOADS,
      datastore: this.store,
      locker: this.locker,
      maxSize: UPLOAD_MAX_BYTES,
      relativeLocation: true,
      allowedOrigins: () => false,
      namingFunction: () => uuidv7(),
      onIncomingRequest: ({ method }, id) => this.admit(method, id, by),
      onUploadCreate: async (_, upload) => {
        await this.begin(upload, by);
        return {};
      },
      onUploadFinish: async (_, { id }) => {
        await this.resumables.complete(id, by);
        return {};
      },
      onResponseError: (_, error) => {
        if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED) throw new TooLarge(UPLOAD_MAX_BYTES);
        if (error === ERRORS.ERR_LOCK_TIMEOUT) return { status_code: 423, body: '' };
        // Errors of tus have a status; all others are handled like everywhere else.
        if (error instanceof Error && !('status_code' in error)) throw error;
        return undefined;
      },
    });
  }

  private async admit(method: string, id: string, by: Actor): Promise<void> {
    // A new upload is checked in `begin`, when its metadata have been read.
    if (method === 'POST') return;
    if (method === 'DELETE') return void (await this.resumables.ofPerson(id, by));
    await this.resumables.mayResume(id, by);
    if (method === 'HEAD') await this.resumables.completeIfWhole(id, by);
  }

  private async begin({ id, size, metadata }: Upload, by: Actor): Promise<void> {
    const programId = ProgramId.safeParse(metadata?.['programId']);
    if (!programId.success) {
      throw new InvalidRequest([{ pointer: '/programId', message: NO_PROGRAM }]);
    }
    const fileName = metadata?.['filename'] ?? undefined;
    await this.resumables.begin({ id, programId: programId.data, fileName, bytes: size ?? 0 }, by);
  }
}
