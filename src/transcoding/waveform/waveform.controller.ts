import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { clientHolds } from '../../platform/http/entity-tag.js';
import { WaveformView } from './waveform.schemas.js';
import { WaveformViews } from './waveform.views.js';
import { REVALIDATED, TakesIfNoneMatch } from '../../platform/http/revalidation.decorator.js';

const PNG = { 'image/png': { schema: { type: 'string', format: 'binary' } } } as const;

@ApiTags('programs')
@Controller('programs/:id')
export class WaveformController {
  constructor(private readonly waveforms: WaveformViews) {}

  @Get('waveform')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'The waveform of a program’s audio, to draw and to seek in' })
  @ApiResponse({ status: 200, standardSchema: WaveformView })
  points(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<WaveformView> {
    return this.waveforms.points(id, actor);
  }

  @Get('waveform.png')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'The waveform of a program’s audio as a picture, for e-mails and printing' })
  @TakesIfNoneMatch()
  @ApiResponse({ status: 200, description: 'A PNG of 1,800 × 360', content: PNG, headers: REVALIDATED })
  async picture(
    @Param('id', { schema: z.uuid() }) id: string,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const picture = await this.waveforms.picture(id, actor);
    const etag = `"${createHash('sha256').update(picture).digest('hex')}"`;
    // The program may get other audio, so the client must revalidate.
    void reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (clientHolds(request.headers['if-none-match'], etag)) return void reply.status(304).send();
    void reply.type('image/png').send(picture);
  }
}
