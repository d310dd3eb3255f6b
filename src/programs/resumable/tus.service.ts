import { Injectable } from '@nestjs/common';
import { ERRORS, Server, type Upload } from '@tus/server';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { TooLarge } from '../../platform/storage/storage.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { Completion } from './completion.service.js';
import { tusProblem } from './resumable.problems.js';
import { ResumableUploads } from './resumable-uploads.service.js';
import { UploadLocks } from './upload-locks.js';
import { UploadStore } from './upload-store.js';

/** The path of uploads, as clients are told it. */
export const UPLOADS = '/api/v1/uploads';

const ProgramId = z.uuid();

/** The tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), spoken by @tus/server. */
@Injectable()
export class TusService {
  private readonly locker = new UploadLocks();

  constructor(
    private readonly config: Config,
    private readonly resumables: ResumableUploads,
    private readonly completion: Completion,
    private readonly store: UploadStore,
  ) {}

  /** Answers a request below UPLOADS on behalf of a person. @throws Problem instead of answering 4xx or 5xx */
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
        await this.completion.complete(id, by);
        return {};
      },
      onResponseError: (_, error) => {
        if (error === ERRORS.ERR_MAX_SIZE_EXCEEDED) throw new TooLarge(UPLOAD_MAX_BYTES);
        if (error === ERRORS.ERR_LOCK_TIMEOUT) return { status_code: 423, body: '' };
        // What tus knows has a status; anything else is answered as everywhere.
        if (error instanceof Error && !('status_code' in error)) throw error;
        return undefined;
      },
    });
  }

  private async admit(method: string, id: string, by: Actor): Promise<void> {
    // One that is about to begin is looked at when its metadata are read.
    if (method === 'POST') return;
    if (method === 'DELETE') return void (await this.resumables.ofPerson(id, by));
    await this.resumables.mayGoOn(id, by);
    if (method === 'HEAD') await this.completion.makeUpFor(id, by);
  }

  private async begin({ id, size, metadata }: Upload, by: Actor): Promise<void> {
    const programId = ProgramId.safeParse(metadata?.['programId']);
    if (!programId.success) {
      throw new InvalidRequest([{ pointer: '/programId', message: 'is missing in Upload-Metadata, or no id' }]);
    }
    const fileName = metadata?.['filename'] ?? undefined;
    await this.resumables.begin({ id, programId: programId.data, fileName, bytes: size ?? 0 }, by);
  }
}
