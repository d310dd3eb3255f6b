import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent, NotIdempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { NeedsFreshSignIn } from '../../identity/fresh-sign-in.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import type { WholePage } from '../../platform/http/page.js';
import { StationsService } from '../stations.service.js';
import { DevicePage, DevicesQuery, DeviceView, IssuedCode, presentDevice, Revocation } from './devices.schemas.js';
import { DevicesService } from './devices.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { StationIsClosed } from '../stations.problems.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

/** Devices as their administrators see them. */
@ApiTags('devices')
@Controller()
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly enrolment: EnrolmentService,
    private readonly stations: StationsService,
  ) {}

  @Post('stations/:id/enrolment-codes')
  @NotIdempotent('answers-a-secret')
  @NeedsFreshSignIn()
  @ApiOperation({ summary: 'Issue a one-time code for enrolling a device' })
  @Requires('devices:manage')
  @ApiResponse({ status: 201, standardSchema: IssuedCode })
  @Refuses(StationIsClosed)
  async issueCode(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<IssuedCode> {
    const { code, expiresAt } = await this.enrolment.issueCode(id, { by: actor });
    return { code, expiresAt: expiresAt.toISOString() };
  }

  @Get('stations/:id/devices')
  @ApiOperation({ summary: 'List the devices of a station, including those that have ended' })
  @Requires('stations:read')
  @AnswersUnlessHeld(DevicePage)
  async list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: DevicesQuery }) query: DevicesQuery,
    @By() actor: Actor,
  ): Promise<WholePage<DeviceView>> {
    await this.stations.findVisible(id, actor);
    const page = await this.devices.at(id, query);
    return { ...page, items: page.items.map(presentDevice) };
  }

  @Post('devices/:id/end')
  @Idempotent()
  @NeedsFreshSignIn()
  @ApiOperation({ summary: 'End the access of a device immediately and permanently' })
  @HttpCode(200)
  @Requires('devices:manage')
  @ApiResponse({ status: 200, standardSchema: DeviceView })
  async end(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Revocation }) { because }: Revocation,
    @By() actor: Actor,
  ): Promise<DeviceView> {
    return presentDevice(await this.devices.end(id, { because, by: actor }));
  }
}
