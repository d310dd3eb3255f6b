import { z } from 'zod';
import { ignoresUnknown } from '../../platform/http/closed-schema.js';
import { SearchQuery, wholePageOf } from '../../platform/http/page.js';
import { Because, Name, QueryFlag } from '../../platform/http/wire.schemas.js';
import type { Device } from './device.entity.js';

export const IssuedCode = z
  .object({
    code: z.string().describe('Eight characters; returned only here'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'IssuedCode' });
export type IssuedCode = z.infer<typeof IssuedCode>;

export const Enrolment = ignoresUnknown(
  z
    .object({
      code: z.string().min(1).max(32).describe('As given by the administrator; spaces, hyphens and case are ignored'),
      name: Name,
      model: Name.optional(),
      version: Name.optional(),
    })
    .meta({ id: 'Enrolment' }),
);
export type Enrolment = z.infer<typeof Enrolment>;

export const EnrolledView = z
  .object({
    deviceId: z.uuid(),
    token: z.string().describe('Returned only here'),
    station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
    playlistKeys: z
      .array(z.record(z.string(), z.unknown()))
      .describe('JWKs that verify the signatures of playlists and orders'),
  })
  .meta({ id: 'Enrolled' });
export type EnrolledView = z.infer<typeof EnrolledView>;

export const RenewedToken = z
  .object({
    token: z.string().describe('Returned only here'),
    overlapHours: z.number().describe('How long the previous token works after the first use of this one'),
  })
  .meta({ id: 'RenewedToken' });
export type RenewedToken = z.infer<typeof RenewedToken>;

export const Revocation = z.object({ because: Because }).meta({ id: 'DeviceRevocation' });
export type Revocation = z.infer<typeof Revocation>;

const moment = z.iso.datetime().nullable();

export const DeviceView = z
  .object({
    id: z.uuid(),
    stationId: z.uuid(),
    name: z.string(),
    model: z.string().nullable(),
    version: z.string().nullable(),
    enrolledAt: z.iso.datetime(),
    lastSeenAt: moment.describe('Its last call of any kind, exact to a minute'),
    endedAt: moment,
    endedBecause: z.string().nullable(),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;

export const DevicesQuery = SearchQuery.extend({
  ended: QueryFlag.optional().describe('Only devices that have ended, or only those in use'),
});
export type DevicesQuery = z.infer<typeof DevicesQuery>;

export const DevicePage = wholePageOf(DeviceView).meta({ id: 'DevicePage' });

export const presentDevice = (device: Device): DeviceView => ({
  id: device.id,
  stationId: device.stationId,
  name: device.name,
  model: device.model,
  version: device.version,
  enrolledAt: device.enrolledAt.toISOString(),
  lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
  endedAt: device.endedAt?.toISOString() ?? null,
  endedBecause: device.endedBecause,
});
