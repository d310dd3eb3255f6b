import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { NotFound } from '../../platform/http/problem.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { WaveformView } from '../status/transcoding.schemas.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { waveformPng } from './waveform-png.js';

@ApiTags('programs')
@Controller('programs/:id')
export class WaveformController {
  constructor(
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
  ) {}

  @Get('waveform')
  @Requires('programs:read', 'programs:contribute')
  @ApiOperation({ summary: 'The outline of a program’s audio, to draw and to click in' })
  @ApiResponse({ status: 200, standardSchema: WaveformView })
  async points(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<WaveformView> {
    const { waveform, seconds } = await this.find(id, actor);
    return { seconds, peaks: [...waveform] };
  }

  @Get('waveform.png')
  @Requires('programs:read', 'programs:contribute')
  @Header('content-type', 'image/png')
  @ApiOperation({ summary: 'The outline of a program’s audio as a picture, for e-mails and prints' })
  @ApiResponse({ status: 200, description: 'A PNG of 1,800 × 360', content: { 'image/png': {} } })
  async poster(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<StreamableFile> {
    const { waveform } = await this.find(id, actor);
    return new StreamableFile(waveformPng(waveform), { type: 'image/png' });
  }

  private async find(id: string, actor: Actor) {
    const { originalSha256, seconds } = await this.programs.findVisible(id, actor);
    const waveform = originalSha256 ? await this.transcodings.waveform(originalSha256) : null;
    if (!waveform || seconds === null) throw new NotFound('waveform');
    return { waveform, seconds };
  }
}
