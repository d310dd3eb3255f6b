import { Controller, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { AnswersWithETag } from '../../platform/http/revisions/revisions.decorator.js';
import { Config } from '../../platform/config/config.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { ProgramView } from '../library/library.schemas.js';
import { LibraryViews } from '../library/library.views.js';
import { AdmissionService } from './admission.service.js';
import { asFormFault, drain, fileOf } from './form.js';
import { UploadsService } from './uploads.service.js';
import { ProgramWithdrawn } from '../programs.problems.js';
import { AudioEmpty, NotAudio, DailyVolumeUsedUp } from './upload.problems.js';
import { StorageAway, StorageFull } from '../../platform/storage/storage.problems.js';
import { AudioHasChanged } from '../approval/approvals.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('programs')
@Controller('programs/:id/audio')
export class UploadsController {
  constructor(
    private readonly admission: AdmissionService,
    private readonly uploads: UploadsService,
    private readonly views: LibraryViews,
    private readonly config: Config,
  ) {}

  @Post()
  @NotIdempotent('uploads')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Upload the audio of a program; it is transcoded after the response' })
  @TakesBody({ type: 'multipart/form-data' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
      additionalProperties: false,
    },
  })
  @AnswersWithETag(201, ProgramView)
  @Refuses(ProgramWithdrawn, AudioEmpty, NotAudio, DailyVolumeUsedUp, StorageFull, StorageAway, AudioHasChanged)
  async take(
    @Param('id', { schema: z.uuid() }) id: string,
    @Req() request: FastifyRequest,
    @By() actor: Actor,
  ): Promise<ProgramView> {
    try {
      await this.admission.expectForm(id, Number(request.headers['content-length'] ?? 0), actor);
      await this.uploads.take(id, await fileOf(request, { waitSeconds: this.config.settings.FORM_WAIT_SECONDS }), {
        by: actor,
      });
    } catch (error) {
      drain(request.raw);
      throw asFormFault(error);
    }
    return this.views.show(id, actor);
  }
}
