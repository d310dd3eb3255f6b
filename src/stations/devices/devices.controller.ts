import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { type Page, PageQuery } from '../../platform/http/page.js';
import { StationsService } from '../stations.service.js';
import { DeviceKeysService } from './device-keys.service.js';
import { DevicePage, DeviceView, IssuedCode, presentDevice, Revocation } from './devices.schemas.js';
import { DevicesService } from './devices.service.js';
import { EnrolmentCodesService } from './enrolment-codes.service.js';

/** Devices as their administrators see them. */
@ApiTags('devices')
@Controller()
export class DevicesController {
  constructor(
    private readonly codes: EnrolmentCodesService,
    private readonly keys: DeviceKeysService,
    private readonly devices: DevicesService,
    private readonly stations: StationsService,
  ) {}

  @Post('stations/:id/enrolment-codes')
  @ApiOperation({ summary: 'Issue a one-time code with which a device enrols' })
  @Requires('devices:manage')
  @ApiResponse({ status: 201, standardSchema: IssuedCode })
  async issueCode(@Param('id', { schema: z.uuid() }) id: string, @By() actor: Actor): Promise<IssuedCode> {
    const { code, expiresAt } = await this.codes.issue(id, { by: actor });
    return { code, expiresAt: expiresAt.toISOString() };
  }

  @Get('stations/:id/devices')
  @ApiOperation({ summary: 'Devices of a station, revoked ones too' })
  @Requires('stations:read')
  @ApiResponse({ status: 200, standardSchema: DevicePage })
  async list(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @By() actor: Actor,
  ): Promise<Page<DeviceView>> {
    await this.stations.findVisible(id, actor);
    const { items, next } = await this.devices.at(id, query);
    return { items: items.map(presentDevice), next };
  }

  @Post('devices/:id/revoke')
  @ApiOperation({ summary: 'Revoke a device at once and for good' })
  @HttpCode(200)
  @Requires('devices:manage')
  @ApiResponse({ status: 200, standardSchema: DeviceView })
  async revoke(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Revocation }) { because }: Revocation,
    @By() actor: Actor,
  ): Promise<DeviceView> {
    return presentDevice(await this.keys.revoke(id, { because, by: actor }));
  }
}
