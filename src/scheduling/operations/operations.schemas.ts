import { z } from 'zod';
import { mondayOf } from '../../platform/clock/local-day.js';
import { Day, GivenId } from '../../platform/http/wire.schemas.js';
import { codes } from '../../platform/words/codes.js';
import { faultText } from '../../platform/words/faults.js';
import { CopyChanges, EntryChanges, EntryWithdrawal, NewEntry } from './new-entry.schemas.js';
import { NewException } from './new-exception.schemas.js';

/** What can be done to a schedule. */
export const OperationKind = codes('OperationKind', {
  place: { vi: 'xếp lịch', en: 'place an entry' },
  change: { vi: 'đổi mục từ một ngày', en: 'change an entry from a day on' },
  except: { vi: 'đổi riêng một số lượt phát', en: 'let some occurrences be otherwise' },
  'undo-exception': { vi: 'bỏ một ngoại lệ', en: 'undo an exception' },
  withdraw: { vi: 'gỡ khỏi lịch', en: 'withdraw an entry' },
  copy: { vi: 'chép một mục', en: 'copy an entry' },
  'copy-week': { vi: 'chép lịch một tuần', en: 'copy a week' },
  undo: { vi: 'hoàn tác một lần thay đổi', en: 'undo a change' },
});
export type OperationKind = z.infer<typeof OperationKind>;

/** At once. */
export const MOST_OPERATIONS = 50;
/** A week of a centre has some hundred entries. */
const MOST_ENTRIES = 1_000;

const WRONG = {
  monday: faultText({ vi: 'phải là thứ Hai', en: 'must be a Monday' }),
  owners: faultText({ vi: 'hãy nêu một trong hai: centreId hoặc stationId', en: 'give either centreId or stationId' }),
  sameWeek: faultText({ vi: 'phải là tuần khác', en: 'must be another week' }),
  undoOnce: faultText({ vi: 'chỉ hoàn tác một lần thay đổi mỗi lần gửi', en: 'only one change can be undone at once' }),
};

const Monday = Day.refine((day) => mondayOf(day) === day, WRONG.monday);
const entryId = GivenId;

const CopyWeek = z
  .strictObject({
    op: z.literal('copy-week'),
    centreId: GivenId.optional().describe('Whose entries are copied'),
    stationId: GivenId.optional(),
    from: Monday.describe('The Monday of the week that is copied'),
    to: Monday.describe('The Monday of the week into which it is copied; what it has besides stays'),
    entryIds: z.array(GivenId).min(1).max(MOST_ENTRIES).optional().describe('Only these; all when left out'),
  })
  .superRefine(({ centreId, stationId, from, to }, { addIssue }) => {
    if ((centreId === undefined) === (stationId === undefined)) {
      addIssue({ code: 'custom', path: ['centreId'], message: WRONG.owners });
    }
    if (from === to) addIssue({ code: 'custom', path: ['to'], message: WRONG.sameWeek });
  });
export type CopyWeek = z.infer<typeof CopyWeek>;

/** One thing that is done to a schedule. */
export const Operation = z
  .discriminatedUnion('op', [
    z.strictObject({
      op: z.literal('place'),
      entryId: entryId.optional().describe('The id it gets, so that later operations can name it; else one is made up'),
      entry: NewEntry,
    }),
    z.strictObject({ op: z.literal('change'), entryId, changes: EntryChanges }),
    z.strictObject({ op: z.literal('except'), entryId, exception: NewException }),
    z.strictObject({ op: z.literal('undo-exception'), entryId, exceptionId: GivenId }),
    z.strictObject({ op: z.literal('withdraw'), entryId, ...EntryWithdrawal.shape }),
    z.strictObject({
      op: z.literal('copy'),
      entryId: entryId.describe('The entry that is copied, as it is before these operations; it may be withdrawn'),
      copyId: entryId.optional().describe('The id that the copy gets; else one is made up'),
      changes: CopyChanges.describe('What is otherwise in the copy; its exceptions are not copied'),
    }),
    CopyWeek,
    z.strictObject({ op: z.literal('undo'), changeId: GivenId.describe('What it did is put back for what is ahead') }),
  ])
  .meta({ id: 'ScheduleOperation' });
export type Operation = z.infer<typeof Operation>;

/** An operation in an answer: what was left out has its default. It can be sent as it is. */
export const GivenOperation = z
  .record(z.string(), z.unknown())
  .describe('A ScheduleOperation, for POST /schedule/changes');

/** An operation of one kind. */
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { op: Kind }>;

/** Operations that are done together: all of them, or nothing. */
export const NewScheduleChange = z
  .strictObject({
    dryRun: z.boolean().default(false).describe('true: tells what would happen, and stores nothing'),
    operations: z.array(Operation).min(1).max(MOST_OPERATIONS).describe('In this order'),
    revisions: z
      .record(GivenId, z.string().max(100))
      .optional()
      .describe('Of entries, by id, as they were read; another one now refuses all (412)'),
  })
  .superRefine(({ operations }, { addIssue }) => {
    const undone = operations.flatMap(({ op }, index) => (op === 'undo' ? [index] : []));
    if (undone[1] !== undefined) {
      addIssue({ code: 'custom', path: ['operations', undone[1], 'op'], message: WRONG.undoOnce });
    }
  })
  .meta({ id: 'NewScheduleChange' });
export type NewScheduleChange = z.infer<typeof NewScheduleChange>;
