import { z } from 'zod';
import { linesOfText } from '../../platform/http/text.js';
import { Day, GivenId, WallClock } from '../../platform/http/wire.schemas.js';
import { codes } from '../../platform/words/codes.js';
import { faultText } from '../../platform/words/faults.js';

export const ExceptionAction = codes('ExceptionAction', {
  skip: { vi: 'bỏ', en: 'skip' },
  move: { vi: 'dời', en: 'move' },
  replace: { vi: 'thay chương trình', en: 'replace the program' },
});

const WRONG = {
  ends: faultText({ vi: 'trước ngày đầu', en: 'is before the first day' }),
  nowhere: faultText({ vi: 'nêu toDay hoặc toTime', en: 'give toDay or toTime' }),
  others: faultText({ vi: 'chỉ dùng khi action là move', en: 'is for the action move only' }),
  oneDay: faultText({ vi: 'chỉ một ngày mới dời được sang ngày khác', en: 'only one day can be moved to another' }),
  program: faultText({ vi: 'dùng khi và chỉ khi action là replace', en: 'goes with the action replace, and no other' }),
};

const SHAPE = {
  action: ExceptionAction,
  from: Day.describe('The first day of the rule that is otherwise'),
  until: Day.nullable().default(null).describe('The last one; null: only `from`'),
  slot: z.int().min(0).max(23).nullable().default(null).describe('A place in the sorted times; null: all of the day'),
  stationId: GivenId.nullable().default(null).describe('Null: at all stations without an exception of their own'),
  toDay: Day.nullable().default(null),
  toTime: WallClock.nullable().default(null),
  programId: GivenId.nullable().default(null).describe('What airs instead'),
  note: linesOfText(500).nullable().default(null),
};

/** What is otherwise than the entry says, on one day or some: skipped, moved, or with another program. */
export const NewException = z
  .strictObject(SHAPE)
  .superRefine(({ action, from, until, toDay, toTime, programId }, { addIssue }) => {
    const refuse = (field: keyof typeof SHAPE, message: string) => addIssue({ code: 'custom', path: [field], message });
    if (until !== null && until < from) refuse('until', WRONG.ends);
    if (action === 'move' && toDay === null && toTime === null) refuse('toTime', WRONG.nowhere);
    if (action !== 'move' && (toDay !== null || toTime !== null)) refuse('toTime', WRONG.others);
    if (toDay !== null && until !== null && until !== from) refuse('toDay', WRONG.oneDay);
    if ((action === 'replace') !== (programId !== null)) refuse('programId', WRONG.program);
  })
  .meta({ id: 'NewEntryException' });
export type NewException = z.infer<typeof NewException>;
