import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AsDevice, ForDevices } from '../../stations/devices/device.decorator.js';
import type { Device } from '../../stations/devices/device.entity.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { DeviceReport, ReportAnswer } from './device-reports.schemas.js';
import { DeviceReportsService } from './device-reports.service.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';

@ApiTags('station protocol')
@Controller('station/report')
export class DeviceReportsController {
  constructor(private readonly reports: DeviceReportsService) {}

  @Post()
  @NotIdempotent('for-devices')
  @HttpCode(200)
  @ForDevices()
  @TakesBody({ large: true })
  @ApiOperation({ summary: 'Send a heartbeat: what the device holds and plays, and its clock' })
  @ApiResponse({ status: 200, standardSchema: ReportAnswer })
  report(@Body({ schema: DeviceReport }) body: DeviceReport, @AsDevice() device: Device): Promise<ReportAnswer> {
    return this.reports.take(body, { from: device });
  }
}
