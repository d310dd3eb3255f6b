import { z } from 'zod';
import { problem } from '../../platform/http/problem.js';

const NamedStations = z.array(z.object({ id: z.uuid(), name: z.string() }));
type NamedStations = z.infer<typeof NamedStations>;

/** Hours of a local day, as a wall clock shows them. */
const HoursOfDay = z.array(z.object({ day: z.iso.date(), from: z.string(), to: z.string() }));

/** 409: some times of the entry are outside the allowed hours. Nothing was planned. */
export class OutsideAllowedHours extends problem({
  status: 409,
  code: 'outside-allowed-hours',
  vi: 'Chưa xếp gì: cả lượt phát phải nằm trong giờ được phép của ngày đó ({windows}); hãy chọn giờ khác hoặc chương trình ngắn hơn.',
  en: 'Nothing was planned: the whole broadcast must lie inside the allowed hours of its day ({windows}); choose another time or a shorter program.',
  extra: z.object({
    stations: NamedStations,
    times: z.array(z.string()),
    hours: HoursOfDay.describe('The hours of the first day on which one of the times is outside'),
  }),
}) {
  constructor(outside: { stations: NamedStations; times: string[]; hours: z.infer<typeof HoursOfDay> }) {
    const windows = outside.hours.map(({ from, to }) => `${from}–${to}`);
    super({ extra: outside, values: { windows: windows.length > 0 ? windows : NO_HOURS } });
  }
}

const NO_HOURS = { vi: 'không có giờ nào', en: 'none' };

/** 409: the entry would air on quiet days only. Nothing was planned. */
export class QuietDay extends problem({
  status: 409,
  code: 'quiet-day',
  vi: 'Chưa xếp gì: ngày {day} là ngày nghỉ phát ({name}), không phát gì; hãy chọn ngày khác.',
  en: 'Nothing was planned: {day} is a quiet day ({name}) on which nothing airs; choose another day.',
  extra: z.object({
    stations: NamedStations,
    day: z.iso.date(),
    name: z.string(),
    hours: HoursOfDay.describe('When something may air on that day all the same'),
  }),
}) {
  constructor(quiet: { stations: NamedStations; day: string; name: string; hours: z.infer<typeof HoursOfDay> }) {
    const windows = quiet.hours.map(({ from, to }) => `${from}–${to}`);
    super({
      extra: quiet,
      values: { day: { local: quiet.day }, name: quiet.name, windows },
      ...(windows.length > 0 ? { detail: QUIET_WITH_HOURS } : {}),
    });
  }
}

const QUIET_WITH_HOURS = {
  vi: 'Chưa xếp gì: ngày {day} là ngày nghỉ phát ({name}), chỉ phát trong {windows}; hãy chọn giờ trong khung đó, hoặc ngày khác.',
  en: 'Nothing was planned: {day} is a quiet day ({name}) on which only {windows} is open; choose a time in these hours, or another day.',
};

const FullAiring = z.object({
  stationId: z.uuid(),
  stationName: z.string(),
  localTime: z.string().describe('At the station, `YYYY-MM-DD HH:MM`'),
  daypart: z.string().nullable().describe('Null: the minutes of the whole day are used up'),
});

/** 409: a daypart or a day has no minutes left for the entry. Nothing was planned. */
export class DaypartFull extends problem({
  status: 409,
  code: 'daypart-full',
  vi: 'Chưa xếp gì: {station} không còn đủ số phút được phép phát vào {localTime}; hãy chọn buổi khác, chương trình ngắn hơn, hoặc rút bớt mục khác.',
  en: 'Nothing was planned: {station} has not enough minutes left on {localTime}; choose another daypart, a shorter program, or withdraw another entry.',
  extra: z.object({
    full: z.array(FullAiring).describe('The first ones'),
    total: z.int().describe('How many there are'),
  }),
}) {
  /** @param full the first ones, which are shown; `total` is how many there are */
  constructor(full: readonly z.infer<typeof FullAiring>[], total: number) {
    const [first] = full;
    super({
      extra: { full, total },
      values: { station: first?.stationName ?? '', localTime: { local: first?.localTime ?? '' } },
      ...(first?.daypart === null ? { detail: DAY_FULL } : {}),
    });
  }
}

const DAY_FULL = {
  vi: 'Chưa xếp gì: {station} đã đủ số phút được phép phát của cả ngày vào {localTime}; hãy chọn ngày khác, chương trình ngắn hơn, hoặc rút bớt mục khác.',
  en: 'Nothing was planned: the whole day has not enough minutes left at {station} on {localTime}; choose another day, a shorter program, or withdraw another entry.',
};
