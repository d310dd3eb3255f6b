import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { lineOfText, linesOfText } from '../../platform/http/text.js';

export const NewRenewal = z.strictObject({ because: linesOfText(1_000) }).meta({ id: 'NewRenewal' });
export type NewRenewal = z.infer<typeof NewRenewal>;

const originals = (which: string) => z.number().int().describe(`Originals ${which}`);

/** How far the renewal of all audio is. */
export const RenewalsView = z
  .object({
    profileSet: z.string().describe('Identifies the current profiles, targets and band; changes with them'),
    current: originals('encoded by it'),
    outdated: originals('encoded by another one, for which no renewal waits or runs'),
    waiting: originals('that wait for their renewal'),
    running: originals('that are being re-encoded'),
    failed: originals('whose renewal failed; stations keep what they have'),
  })
  .meta({ id: 'Renewals' });
export type RenewalsView = z.infer<typeof RenewalsView>;

const Owner = { centreId: z.uuid().optional(), stationId: z.uuid().optional() };
const oneOwner = ({ centreId, stationId }: { centreId?: string | undefined; stationId?: string | undefined }) =>
  centreId === undefined || stationId === undefined;
const TWO_OWNERS = {
  path: ['stationId'],
  message: faultText({
    vi: 'nêu centreId hoặc stationId, hoặc không nêu',
    en: 'give centreId or stationId, or neither',
  }),
};

/** Whose programs; all within your reach when neither is given. */
export const RenewalsToApproveQuery = z.object(Owner).refine(oneOwner, TWO_OWNERS);
export type RenewalsToApproveQuery = z.infer<typeof RenewalsToApproveQuery>;

/** Programs on the air that were encoded again, and whose new renditions nobody has approved. */
export const RenewalsToApprove = z
  .object({
    profileSets: z.array(
      z.object({
        profileSet: z.string().describe('With which they were encoded again'),
        programs: z.int(),
        ownWork: z.int().describe('Those of them about which somebody else has to decide'),
      }),
    ),
    programs: z
      .array(z.object({ id: z.uuid(), title: z.string(), profileSet: z.string(), isOwnWork: z.boolean() }))
      .describe('The first 200'),
  })
  .meta({ id: 'RenewalsToApprove' });
export type RenewalsToApprove = z.infer<typeof RenewalsToApprove>;

/** One decision for many programs: all that wait, or those that are listed. */
export const NewRenewalApproval = z
  .strictObject({
    ...Owner,
    profileSet: lineOfText(40).describe('What was encoded with another one meanwhile is left out'),
    programIds: z.array(z.uuid()).min(1).max(1_000).optional(),
    note: linesOfText(2_000).optional(),
  })
  .refine(oneOwner, TWO_OWNERS)
  .meta({ id: 'NewRenewalApproval' });
export type NewRenewalApproval = z.infer<typeof NewRenewalApproval>;

export const ApprovedRenewals = z
  .object({
    approved: z.int().describe('Programs whose new renditions air from now on'),
    ownWork: z.int().describe('Programs that were left out because they are your own work'),
  })
  .meta({ id: 'ApprovedRenewals' });
export type ApprovedRenewals = z.infer<typeof ApprovedRenewals>;
