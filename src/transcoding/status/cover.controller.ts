import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { clientHolds } from '../../platform/http/entity-tag.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { coverTypeOf } from '../probe/cover.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';

// Untrusted bytes: a browser may show them as a picture and do nothing else with them.
const UNTRUSTED = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'content-disposition': 'inline',
  'cache-control': 'private, no-cache',
};
const PICTURE = { schema: { type: 'string', format: 'binary' } } as const;
const PICTURES = { 'image/jpeg': PICTURE, 'image/png': PICTURE };

@ApiTags('programs')
@Controller('programs/:id/transcoding/cover')
export class CoverController {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
  ) {}

  @Get()
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'The picture in the tags of a program’s audio, as it was uploaded' })
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, description: 'A picture', content: PICTURES, headers: REVALIDATED })
  async show(
    @Param('id', { schema: z.uuid() }) id: string,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { originalSha256, state } = await this.programs.findVisible(id, actor);
    const cover = originalSha256 && state !== 'cancelled' ? await this.transcodings.cover(originalSha256) : null;
    const mediaType = cover && coverTypeOf(cover);
    if (!mediaType) throw new NotFound('cover');
    const etag = `"${createHash('sha256').update(cover).digest('hex')}"`;
    void reply.headers({ ...UNTRUSTED, etag });
    if (clientHolds(request.headers['if-none-match'], etag)) return void reply.status(304).send();
    void reply.type(mediaType).send(cover);
  }
}
