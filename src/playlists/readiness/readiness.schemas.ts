import { z } from 'zod';
import { Sha256 } from '../../platform/http/wire.schemas.js';

const instant = z.iso.datetime();

/** Whether a device would play rightly if it lost its connection now. */
export const DeviceReadiness = z.object({
  deviceId: z.uuid(),
  name: z.string(),
  lastSeenAt: instant.nullable(),
  /** Null as long as the device has not reported. */
  playlistVersion: z.number().int().nullable().describe('The version it holds'),
  missingAudio: z.array(Sha256).describe('Audio still to sound that it has not got, by first need'),
  readyUntil: instant.nullable().describe('Until then everything of the version in force is at the device'),
  ready: z.boolean().describe('Whether that is at least READY_HOURS away'),
  clockOffsetMs: z.number().int().nullable().describe('How far its clock was ahead of the service’s'),
});
export type DeviceReadiness = z.infer<typeof DeviceReadiness>;

/** Which of a station's devices are ready for the hours to come. */
export const ReadinessView = z.object({
  stationId: z.uuid(),
  playlistVersion: z.number().int().describe('The version in force'),
  hours: z.number().int().describe('READY_HOURS'),
  ready: z.boolean().describe('Whether any device is ready'),
  devices: z.array(DeviceReadiness),
});
export type ReadinessView = z.infer<typeof ReadinessView>;
