import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { CountedQuery } from '../../platform/http/page.js';
import { SearchText } from '../../platform/http/text.js';
import { Instant } from '../../platform/http/wire.schemas.js';
import { NewGrant } from '../people/people.schemas.js';

export const AuditQuery = CountedQuery.extend({
  search: SearchText.optional().describe(
    'Words of who did it or of their reason, in any order; case and diacritics do not matter',
  ),
  did: z.string().max(80).optional().describe('e.g. entry.withdraw'),
  thingKind: z.string().max(50).optional().describe('e.g. program, entry, station, person'),
  thingId: z.string().max(200).optional(),
  actorId: z.uuid().optional().describe('Id of a person or device'),
  from: Instant.optional().describe('At or after this instant'),
  until: Instant.optional().describe('Before this instant'),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const ActorKind = codes('ActorKind', {
  person: { vi: 'người', en: 'person' },
  device: { vi: 'thiết bị', en: 'device' },
  service: { vi: 'hệ thống', en: 'service' },
});

export const AuditEntryView = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.object({
      kind: ActorKind,
      id: z.uuid().nullable(),
      name: z.string(),
      token: z
        .object({ id: z.uuid(), name: z.string() })
        .nullable()
        .describe('The API token with which software of the person did it'),
    }),
    did: z.string().describe('Thing and verb, e.g. entry.withdraw'),
    to: z.object({
      kind: z.string(),
      id: z.string(),
      name: z
        .string()
        .nullable()
        .describe('As it is called today; of an entry or a broadcast the title of its program'),
    }),
    grant: NewGrant.extend({ scopeName: z.string().nullable() })
      .nullable()
      .describe('Of grant.give and grant.end: which role, and where; the place as it is called today'),
    because: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;
