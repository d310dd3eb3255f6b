import { z } from 'zod';

/** A ticket for a station's feeds, and the URLs that carry it. They are valid until the ticket expires or is ended by a person. */
export const FeedTicketView = z
  .object({
    ticket: z.string(),
    expiresAt: z.iso.datetime(),
    urls: z.object({ m3u8: z.url(), next: z.url(), xspf: z.url(), ics: z.url() }),
  })
  .meta({ id: 'FeedTicket' });
export type FeedTicketView = z.infer<typeof FeedTicketView>;
