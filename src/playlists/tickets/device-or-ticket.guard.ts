import { DEVICE, TICKET } from '../../platform/http/openapi/security-schemes.js';
import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { DeviceGuard, type RequestWithDevice } from '../../stations/devices/device.guard.js';
import { DeviceNotRecognised } from '../../stations/devices/devices.problems.js';
import { type TicketPurpose, TicketsService } from './tickets.service.js';
import { TicketNotValid } from './tickets.problems.js';

interface RequestOfStation extends RequestWithDevice {
  params: { sha256?: string };
  query: { ticket?: unknown };
  /** The station whose feeds or audio the caller may read. */
  grantedStationId?: string;
}

/** Admits requests with a ticket in the query, or with a device's token as everywhere else. */
@Injectable()
export class DeviceOrTicketGuard implements CanActivate {
  constructor(
    private readonly tickets: TicketsService,
    private readonly devices: DeviceGuard,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfStation>();
    const { ticket } = request.query;
    if (typeof ticket === 'string') {
      request.grantedStationId = await this.tickets.stationOf(ticket, purposeOf(request));
      return true;
    }
    await this.devices.canActivate(context);
    if (request.device) request.grantedStationId = request.device.stationId;
    return true;
  }
}

const purposeOf = ({ params }: RequestOfStation): TicketPurpose => (params.sha256 ? `audio:${params.sha256}` : 'feeds');

/** A route for devices, and for players that can only carry a ticket in the URL. */
export const ForDevicesAndPlayers = () =>
  applyDecorators(
    Open(),
    UseGuards(DeviceOrTicketGuard),
    ApiBearerAuth(DEVICE),
    ApiSecurity(TICKET),
    ApiExtension('x-requires', 'device or ticket'),
    Refuses(DeviceNotRecognised, TicketNotValid),
  );

/** The id of the station whose feeds or audio the caller may read. */
export const GrantedStation = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { grantedStationId } = context.switchToHttp().getRequest<RequestOfStation>();
  if (!grantedStationId) throw new DeviceNotRecognised();
  return grantedStationId;
});
