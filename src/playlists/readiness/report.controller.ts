import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { DeviceReport, ReportAnswer } from './report.schemas.js';
import { HeartbeatsService } from './heartbeats.service.js';

@ApiTags('station protocol')
@Controller('station/report')
export class ReportController {
  constructor(private readonly heartbeats: HeartbeatsService) {}

  @Post()
  @HttpCode(200)
  @ForDevices()
  @ApiOperation({ summary: 'Heartbeat: what the device holds and does; the answer says when to report again' })
  @ApiResponse({ status: 200, standardSchema: ReportAnswer })
  report(@Body({ schema: DeviceReport }) body: DeviceReport, @AsDevice() device: Device): Promise<ReportAnswer> {
    return this.heartbeats.take(body, { from: device });
  }
}
