import { z } from 'zod';
import { Priority } from '../../programs/program.entity.js';
import { Sha256 } from '../../platform/http/wire.schemas.js';
import type { Playlist } from '../content/playlist.js';

const instant = z.iso.datetime();

/** What a device pulls (station protocol §2). */
export const PlaylistView = z
  .object({
    station: z.uuid(),
    version: z.number().int(),
    issuedAt: instant,
    validFrom: instant,
    validUntil: instant,
    timeZone: z.string(),
    hours: z
      .array(z.object({ from: instant, until: instant }))
      .describe('When the device may sound, by start; nothing but emergencies sounds outside'),
    items: z.array(
      z.object({
        broadcastId: z.uuid(),
        startsAt: instant,
        endsAt: instant,
        title: z.string(),
        topic: z.string(),
        priority: Priority,
        audio: z.object({
          sha256: Sha256,
          bytes: z.number().int(),
          seconds: z.number(),
          type: z.string(),
          url: z.string(),
        }),
        startWithin: z.number().int().describe('Seconds late that still count'),
      }),
    ),
    stop: z.array(z.uuid()).describe('Broadcasts to stop if they are on the air'),
    filler: z.null(),
  })
  .describe('Playlist')
  .meta({ id: 'Playlist' }) satisfies z.ZodType<Playlist>;
