import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { addNotes } from '../../platform/http/server/request-log.js';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { PlaysAnswer, ReportedPlays } from './plays.schemas.js';
import { PlaysService } from './plays.service.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { BadGzip } from '../../platform/http/bodies/bodies.problems.js';
import { TooManyPlays, PlaysTooFast } from './plays.problems.js';
import { TooLarge, UnsupportedMediaType } from '../../platform/http/http.problems.js';

@ApiTags('station')
@Controller('station/plays')
export class PlaysController {
  constructor(private readonly plays: PlaysService) {}

  /** Stores what the device has played. 200 means that it is stored durably. The body may be gzipped. */
  @Post()
  @NotIdempotent('for-devices')
  @ApiOperation({ summary: 'Report plays; 200 means stored durably (station protocol §4)' })
  @HttpCode(200)
  @ForDevices()
  @TakesBody({ large: true, gzip: true })
  @ApiResponse({ status: 200, standardSchema: PlaysAnswer })
  @Refuses(BadGzip, TooManyPlays, TooLarge, PlaysTooFast, UnsupportedMediaType)
  async report(
    @Body({ schema: ReportedPlays }) body: ReportedPlays,
    @AsDevice() device: Device,
    @Req() request: FastifyRequest,
  ): Promise<PlaysAnswer> {
    const answer = await this.plays.store(device, body.events);
    addNotes(request, { plays: { ...answer, refused: answer.refused.length } });
    return answer;
  }
}
