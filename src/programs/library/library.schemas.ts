import { ConsequencesOrNull } from '../../consequences/consequences.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { ListeningView } from '../listening/listening.schemas.js';
import { codes } from '../../platform/words/codes.js';
import { CountedQuery, countedPageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { lineOfText, linesOfText, SearchText } from '../../platform/http/text.js';
import { Day, QueryFlag, Sha256 } from '../../platform/http/wire.schemas.js';
import { DescriptionField } from './description.js';
import { ProgramOrigin, Priority, ProgramState, RefusalCode } from '../program.entity.js';

const code = z.string().min(1).max(40);

const Description = z.strictObject({
  title: lineOfText(300),
  topic: code.describe('A code of GET /topics'),
  genre: code.describe('A code of GET /genres'),
  segmentId: z.uuid().nullable().default(null),
  origin: ProgramOrigin,
  sourceOffice: lineOfText(200).nullable().default(null).describe('Office that the content comes from'),
  legalTexts: z.array(lineOfText(300)).max(50).default([]).describe('Legal texts that the program explains'),
  language: z
    .string()
    .regex(
      /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
      faultText({ vi: 'phải là mã ngôn ngữ như vi hoặc hre', en: 'is not a language tag such as vi or hre' }),
    )
    .max(35)
    .default('vi'),
  priority: Priority.default('normal').describe('Urgency; audio for an emergency is transcoded before all other audio'),
  expiresOn: Day.nullable().default(null).describe('Last local day on which it may air'),
});

/** A program belongs to the centre or the station that makes it: exactly one of the two is given. */
export const NewProgram = Description.extend({
  centreId: z.uuid().optional(),
  stationId: z.uuid().optional(),
})
  .refine(({ centreId, stationId }) => (centreId === undefined) !== (stationId === undefined), {
    path: ['centreId'],
    message: faultText({
      vi: 'hãy nêu một trong hai: centreId hoặc stationId',
      en: 'give either centreId or stationId',
    }),
  })
  .meta({ id: 'NewProgram' });
export type NewProgram = z.infer<typeof NewProgram>;

/** Absent fields stay unchanged. */
export const ProgramChanges = z
  .strictObject({
    title: Description.shape.title.optional(),
    topic: Description.shape.topic.optional(),
    genre: Description.shape.genre.optional(),
    segmentId: Description.shape.segmentId.unwrap().optional(),
    origin: Description.shape.origin.optional(),
    sourceOffice: Description.shape.sourceOffice.unwrap().optional(),
    legalTexts: Description.shape.legalTexts.unwrap().optional(),
    language: Description.shape.language.unwrap().optional(),
    priority: Description.shape.priority.unwrap().optional(),
    expiresOn: Description.shape.expiresOn.unwrap().optional(),
  })
  .meta({ id: 'ProgramChanges' });
export type ProgramChanges = z.infer<typeof ProgramChanges>;

export const Withdrawal = z.strictObject({ because: linesOfText(1000) }).meta({ id: 'Withdrawal' });
export type Withdrawal = z.infer<typeof Withdrawal>;

export const ApprovalDecision = codes('ApprovalDecision', {
  approved: { vi: 'đã duyệt', en: 'approved' },
  'sent-back': { vi: 'trả lại', en: 'sent back' },
});
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

const ApprovalFilter = codes('ApprovalFilter', {
  waiting: { vi: 'chờ duyệt', en: 'waiting for a decision' },
  ...ApprovalDecision.words,
});

const ProgramOrder = codes('ProgramOrder', {
  newest: { vi: 'mới nhất trước', en: 'newest first' },
  title: { vi: 'theo tên', en: 'by title' },
  'next-airing': { vi: 'phát sớm nhất trước', en: 'the soonest to air first' },
  'last-decided': { vi: 'mới quyết định trước', en: 'the last decision first' },
});
export type ProgramOrder = z.infer<typeof ProgramOrder>;

/** Which programs a list contains. Withdrawn programs are listed only with `withdrawn`. */
export const ProgramFilter = CountedQuery.extend({
  centreId: z.uuid().optional(),
  stationId: z.uuid().optional(),
  topic: code.optional(),
  genre: code.optional(),
  segmentId: z.uuid().optional(),
  state: ProgramState.optional(),
  approval: ApprovalFilter.optional().describe(
    'The decision about the newest version; `waiting`: ready and not decided yet',
  ),
  inForce: QueryFlag.optional().describe('Whether a version is approved and airs, so that it can be scheduled'),
  mine: QueryFlag.optional().describe('Only those that you made or handed audio in for, or only the others'),
  decidedByMe: QueryFlag.optional().describe('Only those whose newest version you decided about, or only the others'),
  search: SearchText.optional().describe('Words of the title, in any order; case and diacritics do not matter'),
  withdrawn: QueryFlag.default(false).describe('Only withdrawn programs, instead of the others'),
  order: ProgramOrder.default('newest').describe(
    '`next-airing`: those that nothing is planned of come last, the oldest first; with `approval=waiting` the list of approvers; `last-decided`: only those whose newest version is approved or sent back',
  ),
});
export type ProgramFilter = z.infer<typeof ProgramFilter>;

/** Why audio cannot be used. */
export const RefusalView = z
  .object({
    code: RefusalCode.describe('See docs/transcoding.md'),
    data: z.record(z.string(), z.unknown()).describe('The figures that belong to the code, e.g. `limitSeconds`'),
  })
  .meta({ id: 'Refusal' });

/** Identifies a version: what somebody decides about, or has decided about. */
export const VersionView = z
  .strictObject({
    originalSha256: Sha256.describe('The audio as it was handed in'),
    descriptionSha256: Sha256.describe('The description; changes with it'),
    renditionsSha256: Sha256.describe('All renditions of the audio; changes when it is encoded again'),
  })
  .meta({ id: 'Version' });
export type VersionView = z.infer<typeof VersionView>;

export const PersonView = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'PersonReference' });

/** What is announced of a program, as it was decided about. */
export const DescriptionView = z
  .object({
    title: z.string(),
    topic: z.string(),
    genre: z.string(),
    segmentId: z.uuid().nullable(),
    origin: ProgramOrigin,
    sourceOffice: z.string().nullable(),
    legalTexts: z.array(z.string()),
    language: z.string(),
  })
  .meta({ id: 'Description' });

export const ProgramView = z
  .object({
    id: z.uuid(),
    centreId: z.uuid().nullable(),
    stationId: z.uuid().nullable(),
    ownerName: z.string().describe('Of the centre or the station'),
    ...DescriptionView.shape,
    segmentName: z.string().nullable(),
    priority: Priority,
    expiresOn: z.iso.date().nullable(),
    state: ProgramState,
    refusal: RefusalView.nullable().describe('Why its audio cannot be used; null unless `state` is `refused`'),
    seconds: z.number().nullable().describe('Length of the audio in seconds, when it is ready'),
    findings: z
      .int()
      .nullable()
      .describe('How much was found in its newest audio (GET …/transcoding), without the same audio in other programs'),
    nextAiring: z
      .object({ startsAt: z.iso.datetime() })
      .nullable()
      .describe('When it airs next, or began that it is on the air; also what is planned once it is approved'),
    original: z
      .object({
        sha256: Sha256,
        bytes: z.number().int(),
        fileName: z.string(),
        uploadedAt: z.iso.datetime(),
        uploadedBy: PersonView,
      })
      .nullable()
      .describe('The newest audio that was handed in'),
    version: VersionView.nullable().describe(
      'The newest version, as a decision about it has to name it; null while its audio is not ready',
    ),
    approval: z
      .object({
        decision: ApprovalDecision,
        note: z.string().nullable(),
        decidedAt: z.iso.datetime(),
        decidedBy: PersonView,
      })
      .nullable()
      .describe('The decision about the newest version; null while nobody has decided'),
    listening: ListeningView.nullable().describe(
      'What you have played of its newest audio, and what is left before you may approve it; null when it is not ready, or you approve nothing there',
    ),
    inForce: DescriptionView.extend({
      originalSha256: Sha256,
      seconds: z.number(),
      renditions: z.record(z.string(), Sha256).describe('SHA-256 of what stations get, by profile'),
      approvedAt: z.iso.datetime(),
      approvedBy: PersonView,
    })
      .nullable()
      .describe('The approved version that airs, and what was approved; null when none is'),
    changedSinceApproval: z
      .object({
        audio: z.boolean(),
        fields: z.array(z.object({ field: DescriptionField, before: z.unknown(), after: z.unknown() })),
      })
      .nullable()
      .describe('How the newest version differs from the one in force; null when none is'),
    createdAt: z.iso.datetime(),
    createdBy: PersonView,
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnNote: z.string().nullable().describe('The words of the person who withdrew it'),
    revision: Revision,
  })
  .meta({ id: 'Program' });
export type ProgramView = z.infer<typeof ProgramView>;

/** The program after a change, and what that does to the schedule. */
export const ChangedProgram = ProgramView.extend({ consequences: ConsequencesOrNull }).meta({ id: 'ChangedProgram' });
export type ChangedProgram = z.infer<typeof ChangedProgram>;

export const ProgramList = countedPageOf(ProgramView).meta({ id: 'ProgramList' });
