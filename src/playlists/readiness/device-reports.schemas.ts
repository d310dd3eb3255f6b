import { z } from 'zod';
import { ignoresUnknown } from '../../platform/http/closed-schema.js';
import { lineOrNothing } from '../../platform/http/text.js';
import { Sha256 } from '../../platform/http/wire.schemas.js';

const count = z.number().int().min(0);
const word = lineOrNothing(100);

/** A device's heartbeat, sent every REPORT_INTERVAL_SECONDS (station protocol §4). */
export const DeviceReport = ignoresUnknown(
  z
    .object({
      playlistVersion: count.nullable().describe('The version it holds; null before its first pull'),
      held: z.object({
        items: count,
        bytes: count,
        missing: z.array(Sha256).max(10_000).describe('Audio of its playlist that it does not hold yet'),
      }),
      clock: z.iso.datetime({ offset: true }).describe('Its own clock when it sends this'),
      playing: z.uuid().optional(),
      volume: z.number().min(0).max(100).optional(),
      clusters: z
        .array(z.object({ id: word, state: word }))
        .max(1_000)
        .optional(),
      version: word.describe('The version of its software'),
    })
    .meta({ id: 'DeviceReport' }),
);
export type DeviceReport = z.infer<typeof DeviceReport>;

/** The answer to a report. */
export const ReportAnswer = z
  .object({
    playlistVersion: count.describe('The version in force; a device that holds another version pulls'),
    now: z.iso.datetime(),
    next: count.describe('Seconds until the next report'),
  })
  .meta({ id: 'ReportAnswer' });
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/** A report as it is stored: with the milliseconds that the device's clock was ahead of the service's. */
export const StoredReport = DeviceReport.extend({ clockOffsetMs: z.number().int() }).meta({ id: 'StoredReport' });
export type StoredReport = z.infer<typeof StoredReport>;
