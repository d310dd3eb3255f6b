import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { Because, Name } from '../../platform/http/wire.schemas.js';
import type { Device } from './device.entity.js';

export const IssuedCode = z.object({
  code: z.string().describe('Eight characters, shown this once'),
  expiresAt: z.iso.datetime(),
});
export type IssuedCode = z.infer<typeof IssuedCode>;

export const Enrolment = z.object({
  code: z.string().min(1).max(32).describe('As the administrator told it; blanks, hyphens and case do not matter'),
  name: Name,
  model: Name.optional(),
  version: Name.optional(),
});
export type Enrolment = z.infer<typeof Enrolment>;

export const EnrolledView = z.object({
  deviceId: z.uuid(),
  token: z.string().describe('Shown this once'),
  station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
  playlistKeys: z.array(z.record(z.string(), z.unknown())).describe('JWKs that playlists and orders are signed with'),
});
export type EnrolledView = z.infer<typeof EnrolledView>;

export const RotatedToken = z.object({
  token: z.string().describe('Shown this once'),
  overlapHours: z.number().describe('How long the one before works, from the first use of this one'),
});
export type RotatedToken = z.infer<typeof RotatedToken>;

export const Revocation = z.object({ because: Because });
export type Revocation = z.infer<typeof Revocation>;

const moment = z.iso.datetime().nullable();

export const DeviceView = z.object({
  id: z.uuid(),
  stationId: z.uuid(),
  name: z.string(),
  model: z.string().nullable(),
  version: z.string().nullable(),
  enrolledAt: z.iso.datetime(),
  lastSeenAt: moment,
  revokedAt: moment,
  revokedBecause: z.string().nullable(),
});
export type DeviceView = z.infer<typeof DeviceView>;

export const DevicePage = pageOf(DeviceView);

export const presentDevice = (device: Device): DeviceView => ({
  id: device.id,
  stationId: device.stationId,
  name: device.name,
  model: device.model,
  version: device.version,
  enrolledAt: device.enrolledAt.toISOString(),
  lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
  revokedAt: device.revokedAt?.toISOString() ?? null,
  revokedBecause: device.revokedBecause,
});
