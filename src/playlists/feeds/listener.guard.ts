import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { Open } from '../../platform/http/open.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { DeviceGuard, type RequestWithDevice } from '../../stations/devices/device.guard.js';
import { DeviceNotRecognised } from '../../stations/devices/devices.problems.js';
import { type TicketPurpose, Tickets } from './tickets.js';

interface ListenerRequest extends RequestWithDevice {
  params: { sha256?: string };
  query: { ticket?: unknown };
  /** The station whose feeds or audio the caller may have. */
  listensTo?: string;
}

/** Lets a request pass with a ticket in its query, or with a device's token as everywhere else. */
@Injectable()
export class ListenerGuard implements CanActivate {
  constructor(
    private readonly tickets: Tickets,
    private readonly devices: DeviceGuard,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ListenerRequest>();
    const { ticket } = request.query;
    if (typeof ticket === 'string') {
      request.listensTo = await this.tickets.stationOf(ticket, purposeOf(request));
      return true;
    }
    await this.devices.canActivate(context);
    if (request.device) request.listensTo = request.device.stationId;
    return true;
  }
}

const purposeOf = ({ params }: ListenerRequest): TicketPurpose => (params.sha256 ? `audio:${params.sha256}` : 'feeds');

/** A route for devices, and for players that can only carry a ticket in the URL. */
export const ForListeners = () =>
  applyDecorators(
    Open(),
    UseGuards(ListenerGuard),
    ApiBearerAuth(),
    ApiExtension('x-requires', 'device or ticket'),
    Refuses(
      401,
      'device-not-recognised, or ticket-not-valid: forged, revoked, over its time, or its station is closed',
    ),
    Refuses(429, 'too-many-requests from this address'),
  );

/** The id of the station that the caller may listen to. */
export const ListenedStation = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { listensTo } = context.switchToHttp().getRequest<ListenerRequest>();
  if (!listensTo) throw new DeviceNotRecognised();
  return listensTo;
});
