import { z } from 'zod';
import { SearchText } from '../../platform/http/text.js';
import { GivenId, QueryFlag } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { Outcome } from '../deciding/decide-outcome.js';
import { HeldPlaylist, OverviewOrder, StationTrouble } from './station-trouble.js';

const ONE = faultText({ vi: 'chỉ nêu centreId hoặc groupId', en: 'give centreId or groupId, not both' });

export const OverviewQuery = z
  .object({
    centreId: GivenId.optional().describe('Only stations that this centre serves today'),
    groupId: GivenId.optional().describe('Only stations that are in this group today'),
    search: SearchText.optional().describe(
      'Words of the name of the station or its unit, in any order; case and diacritics do not matter',
    ),
    closed: QueryFlag.optional().describe('Only stations that are closed today, or only the others'),
    trouble: StationTrouble.optional().describe('Only stations with this trouble'),
    order: OverviewOrder.default('name'),
    limit: z.coerce.number().int().min(1).max(1_000).default(500).describe('Maximum number of stations'),
    cursor: z.string().max(200).optional().describe('`next` of the previous page'),
  })
  .refine(({ centreId, groupId }) => centreId === undefined || groupId === undefined, {
    path: ['groupId'],
    message: ONE,
  });
export type OverviewQuery = z.infer<typeof OverviewQuery>;

const instant = z.iso.datetime();
const count = z.int();

const StationOverviewItem = z
  .object({
    id: z.uuid(),
    name: z.string(),
    unitName: z.string(),
    timeZone: z.string().describe('IANA zone'),
    closed: z.boolean().describe('Whether it is closed today'),
    closedOn: z.iso.date().nullable().describe('First day without the station'),
    troubles: z.array(StationTrouble).describe('The gravest first; none for a closed station'),
    devices: z.object({ inUse: count, ended: count }),
    lastSeenAt: instant.nullable().describe('When one of the devices in use called last, exact to a minute'),
    lost: z.boolean().describe('Whether none of its devices has called for STATION_UNSEEN_MINUTES'),
    playlist: HeldPlaylist.describe(
      'Which version its devices hold, as they reported last; `older` also when the schedule has changed since the newest one was issued',
    ),
    stop: z
      .object({
        at: instant.describe('When it began; the later of both when the centre is stopped, too'),
        informed: z.boolean().describe('Whether all devices in use hold a playlist that was made since'),
      })
      .nullable()
      .describe('The stop in force at the station, or at the centre that serves it today'),
    readyUntil: instant
      .nullable()
      .describe('Until then one of its devices holds everything; null while none has reported'),
    ready: z.boolean().describe('Whether readyUntil is at least READY_HOURS away'),
    softwareVersion: z.string().nullable().describe('As the device that was seen last reported it'),
    clusters: z.object({ working: count, all: count }),
    next: z
      .object({ broadcastId: z.uuid(), startsAt: instant, endsAt: instant, title: z.string() })
      .nullable()
      .describe('The first planned broadcast that has not begun'),
    lastSounded: z
      .object({ broadcastId: z.uuid(), startsAt: instant, title: z.string(), outcome: Outcome })
      .nullable()
      .describe(
        'The newest broadcast of which a device proved or an operator confirmed sound, in LAST_SOUNDED_DAYS days',
      ),
  })
  .meta({ id: 'StationOverviewItem' });
export type StationOverviewItem = z.infer<typeof StationOverviewItem>;

/** Many stations, each with what tells whether it works. */
export const StationOverview = z
  .object({
    items: z.array(StationOverviewItem),
    next: z.string().nullable().describe('`cursor` of the next stations; null on the last page'),
    total: count.describe('Stations on all pages'),
    inTrouble: count.describe('Those of them with any trouble'),
  })
  .meta({ id: 'StationOverview' });
export type StationOverview = z.infer<typeof StationOverview>;
