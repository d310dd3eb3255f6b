import { Controller, Delete, Head, type OnModuleInit, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires, SignedIn } from '../../identity/requires.decorator.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { drain } from '../upload/form.js';
import { asWebRequest, TUS_CHUNK_TYPE } from './tus-request.js';
import { TusService, UPLOADS } from './tus.service.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ProgramWithdrawn } from '../programs.problems.js';
import { AudioEmpty, DailyVolumeUsedUp, NotAudio } from '../upload/upload.problems.js';
import { StorageAway, StorageFull } from '../../platform/storage/storage.problems.js';
import { NotTus, NotSupported, UploadBusy, OtherOffset, LongerThanAnnounced } from './tus.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AudioHasChanged } from '../approval/approvals.problems.js';

const TUS = { 'tus-resumable': '1.0.0', 'tus-version': '1.0.0' };
const One = () => Param('id', { schema: z.uuid() });
const tusHeader = { name: 'Tus-Resumable', required: true, example: '1.0.0' };
const lengthHeader = { name: 'Upload-Length', required: true, description: 'Length of the whole file in bytes' };
const metadataHeader = {
  name: 'Upload-Metadata',
  required: true,
  description: '`programId` and `filename`, each followed by its value in base64; other keys are ignored',
};
const tusVersion = { description: '`1.0.0`', schema: { type: 'string' as const } };
const bytes = (description: string) => ({ description, schema: { type: 'integer' as const } });
const arrived = { 'Tus-Resumable': tusVersion, 'Upload-Offset': bytes('How many bytes have arrived') };
const binary = { schema: { type: 'string', format: 'binary' } } as const;

/** Why an upload that has all its bytes, or gets more, cannot be completed. */
const INCOMPLETABLE = [
  ProgramWithdrawn,
  AudioEmpty,
  NotAudio,
  AudioHasChanged,
  DailyVolumeUsedUp,
  StorageFull,
  StorageAway,
  NotTus,
  UploadBusy,
];

@ApiTags('uploads')
@Controller('uploads')
export class ResumableUploadsController implements OnModuleInit {
  constructor(
    private readonly tus: TusService,
    private readonly http: HttpAdapterHost,
  ) {}

  /** Keeps Fastify from reading pieces of uploads: they may be large, and are streamed to the disk. */
  onModuleInit(): void {
    const server: FastifyInstance = this.http.httpAdapter.getInstance();
    server.addContentTypeParser(TUS_CHUNK_TYPE, (_request, _payload, done) => done(null));
  }

  @Options()
  @SignedIn()
  @ApiOperation({ summary: 'Get the supported tus version and extensions, and the size limit' })
  @ApiResponse({
    status: 204,
    description: 'What is supported',
    headers: {
      'Tus-Version': tusVersion,
      'Tus-Extension': { description: 'Names, with commas between them', schema: { type: 'string' } },
      'Tus-Max-Size': bytes('UPLOAD_MAX_BYTES'),
    },
  })
  describe(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor): Promise<void> {
    return this.speak(request, reply, actor);
  }

  @Post()
  @NotIdempotent('uploads')
  @TakesBody({ type: TUS_CHUNK_TYPE })
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: "Create a resumable upload of a program's audio (tus 1.0.0)" })
  @ApiHeader(tusHeader)
  @ApiHeader(lengthHeader)
  @ApiHeader(metadataHeader)
  @ApiResponse({
    status: 201,
    description: 'Begun',
    headers: { Location: { description: 'The path to send the pieces to', schema: { type: 'string' } } },
  })
  @Refuses(NotFound, ProgramWithdrawn, AudioEmpty, DailyVolumeUsedUp, StorageFull, StorageAway, NotTus, NotSupported)
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor): Promise<void> {
    return this.speak(request, reply, actor);
  }

  @Head(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Get how many bytes have arrived: Upload-Offset of Upload-Length' })
  @ApiHeader(tusHeader)
  @ApiResponse({
    status: 200,
    description: 'How far it is',
    headers: { ...arrived, 'Upload-Length': bytes('Length of the whole file') },
  })
  @Refuses(...INCOMPLETABLE)
  look(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  @Patch(':id')
  @TakesBody({ type: TUS_CHUNK_TYPE })
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Send a piece; after the last one the program has its audio, and transcoding begins' })
  @ApiConsumes(TUS_CHUNK_TYPE)
  @ApiBody(binary)
  @ApiHeader(tusHeader)
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'Offset of the first byte of the piece' })
  @ApiResponse({ status: 204, description: 'Stored', headers: arrived })
  @Refuses(...INCOMPLETABLE, OtherOffset, LongerThanAnnounced)
  goOn(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  @Delete(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Cancel an upload and delete what has arrived' })
  @ApiHeader(tusHeader)
  @ApiResponse({ status: 204, description: 'Cancelled' })
  @Refuses(NotTus, UploadBusy, StorageAway)
  giveUp(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  private async speak(request: FastifyRequest, reply: FastifyReply, by: Actor, id?: string): Promise<void> {
    void reply.headers(TUS);
    try {
      const path = id === undefined ? UPLOADS : `${UPLOADS}/${id}`;
      const answer = await this.tus.answer(asWebRequest(request, path), by);
      // Only the service's own console uses this API in a browser, so pages from elsewhere get no CORS headers.
      const kept = [...answer.headers].filter(([name]) => !/^(access-control-|content-)/.test(name));
      void reply.status(answer.status).headers(Object.fromEntries(kept)).send();
    } finally {
      drain(request.raw);
    }
  }
}
