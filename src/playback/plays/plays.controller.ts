import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { PlaysAnswer, ReportedPlays } from './plays.schemas.js';
import { PlaysService } from './plays.service.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';

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
  @Refuses(400, 'invalid-request: there are no `events`; bad-gzip. An invalid event is refused alone, in a 200')
  @Refuses(413, 'too-many-plays: more than `most` events, nothing was stored; too-large: the body, unpacked')
  @Refuses(429, 'too-many-requests; plays-too-fast: nothing was stored, send the same again after `Retry-After`')
  @Refuses(415, 'unsupported-media-type: plain JSON or gzip')
  report(@Body({ schema: ReportedPlays }) body: ReportedPlays, @AsDevice() device: Device): Promise<PlaysAnswer> {
    return this.plays.store(device, body.events);
  }
}
