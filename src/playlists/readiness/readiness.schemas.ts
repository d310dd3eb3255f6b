import { z } from 'zod';
import { Sha256 } from '../../platform/http/wire.schemas.js';

const instant = z.iso.datetime();

/** How long a device would play correctly if it lost its connection now. */
export const DeviceReadiness = z
  .object({
    deviceId: z.uuid(),
    name: z.string(),
    lastSeenAt: instant.nullable().describe('Its last call of any kind, exact to a minute'),
    playlistVersion: z.number().int().nullable().describe('The version it holds; null until its first report'),
    missingAudio: z.array(Sha256).describe('Audio of items ahead that it does not hold, by first use'),
    readyUntil: instant
      .nullable()
      .describe('Until then it holds everything of the version in force, as far as was known at its last call'),
    ready: z.boolean().describe('Whether readyUntil is at least READY_HOURS away'),
    clockOffsetMs: z
      .number()
      .int()
      .nullable()
      .describe('Milliseconds that its clock was ahead of the service’s; negative when behind'),
  })
  .meta({ id: 'DeviceReadiness' });
export type DeviceReadiness = z.infer<typeof DeviceReadiness>;

/** Which of a station's devices hold everything for the hours ahead. */
export const ReadinessView = z
  .object({
    stationId: z.uuid(),
    playlistVersion: z.number().int().describe('The version in force'),
    hours: z.number().int().describe('READY_HOURS'),
    ready: z.boolean().describe('Whether any device is ready'),
    devices: z.array(DeviceReadiness),
  })
  .meta({ id: 'Readiness' });
export type ReadinessView = z.infer<typeof ReadinessView>;
