import { z } from 'zod';
import { lineOrNothing } from '../../platform/http/text.js';
import { Sha256 } from '../../platform/http/wire.schemas.js';

const count = z.number().int().min(0);
const word = lineOrNothing(100);

/** What a device says of itself, every REPORT_INTERVAL_SECONDS (station protocol §4). */
export const DeviceReport = z.object({
  playlistVersion: count.nullable().describe('The version it holds; null before its first pull'),
  held: z.object({
    items: count,
    bytes: count,
    missing: z.array(Sha256).max(10_000).describe('Audio of its playlist that it has not got yet'),
  }),
  clock: z.iso.datetime({ offset: true }).describe('Its own clock as it sends this'),
  playing: z.uuid().optional(),
  volume: z.number().min(0).max(100).optional(),
  clusters: z
    .array(z.object({ id: word, state: word }))
    .max(1_000)
    .optional(),
  version: word.describe('Of its software'),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** The answer to a report. */
export const ReportAnswer = z.object({
  playlistVersion: count.describe('The version in force; a device that holds another one pulls'),
  now: z.iso.datetime(),
  next: count.describe('Seconds until the next report'),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/** What is kept of a report: what the device said, and how far its clock was ahead of ours. */
export const StoredReport = DeviceReport.extend({ clockOffsetMs: z.number().int() });
export type StoredReport = z.infer<typeof StoredReport>;
