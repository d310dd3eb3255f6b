import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { addNotes } from '../../platform/http/server/request-log.js';
import { SigningKeys } from '../../platform/signing/signing-keys.js';
import { AsDevice, DeviceSecret, ForDevices } from './device.decorator.js';
import type { Device } from './device.entity.js';
import { EnrolledView, Enrolment, RenewedToken } from './devices.schemas.js';
import { DevicesService } from './devices.service.js';
import { type Enrolled, EnrolmentService } from './enrolment.service.js';
import { NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { EnrolmentCodeRefused, TooManyEnrolmentFailures, TokenReplaced } from './devices.problems.js';

/** Enrolment and token renewal by the device itself (station protocol §1). */
@ApiTags('station protocol')
@Controller('station')
export class EnrolmentController {
  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly devices: DevicesService,
    private readonly signingKeys: SigningKeys,
    private readonly config: Config,
  ) {}

  @Post('enrol')
  @NotIdempotent('for-devices')
  @ApiOperation({ summary: 'Enrol a device with a one-time code (station protocol §1)' })
  @Open()
  @ApiResponse({ status: 201, standardSchema: EnrolledView })
  @Refuses(EnrolmentCodeRefused, TooManyEnrolmentFailures)
  async enrol(@Body({ schema: Enrolment }) body: Enrolment, @Req() request: FastifyRequest): Promise<EnrolledView> {
    // Read first: once the code is used, nothing may fail before the device has its response.
    const playlistKeys = await this.signingKeys.publicKeys();
    const enrolled = await this.enrolment.enrol(body, request.ip);
    addNotes(request, { device: enrolled.deviceId, station: enrolled.station.id });
    return presentEnrolled(
      enrolled,
      playlistKeys.map((key) => ({ ...key })),
    );
  }

  @Post('token')
  @NotIdempotent('for-devices')
  @ApiOperation({ summary: 'Renew the token of the device (station protocol §1)' })
  @HttpCode(200)
  @ForDevices()
  @ApiResponse({ status: 200, standardSchema: RenewedToken })
  @Refuses(TokenReplaced)
  async renew(@AsDevice() device: Device, @DeviceSecret() presented: string): Promise<RenewedToken> {
    const token = await this.devices.renew(device, presented);
    return { token, overlapHours: this.config.settings.DEVICE_TOKEN_OVERLAP_HOURS };
  }
}

const presentEnrolled = (
  { deviceId, token, station: { id, name, timeZone } }: Enrolled,
  playlistKeys: EnrolledView['playlistKeys'],
): EnrolledView => ({ deviceId, token, station: { id, name, timeZone }, playlistKeys });
