import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { addNotes } from '../../platform/http/server/request-log.js';
import type { Device } from './device.entity.js';
import { DeviceNotRecognised } from './devices.problems.js';
import { DevicesService } from './devices.service.js';

export interface RequestWithDevice extends FastifyRequest {
  device?: Device;
}

/** Admits requests with a valid device token, and attaches the device to the request. */
@Injectable()
export class DeviceGuard implements CanActivate {
  constructor(private readonly devices: DevicesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestWithDevice>();
    const token = tokenOf(request);
    const device = token ? await this.devices.recognise(token) : undefined;
    if (!device) throw new DeviceNotRecognised();
    request.device = device;
    addNotes(request, { device: device.id, station: device.stationId });
    return true;
  }
}

/** Tokens are read from the header only: in a URL they would end up in logs. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
