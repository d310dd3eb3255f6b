import { constraintMeans, foreignKeysTo } from '../platform/database/constraint-problems.js';
import { NotFound } from '../platform/http/http.problems.js';
import { z } from 'zod';
import { problem } from '../platform/http/problem.js';
import type { Language, Texts } from '../platform/words/language.js';
import { GroupInUse } from '../stations/groups/groups.problems.js';
import { ClashView, WayOut } from './clashes/clashes.schemas.js';
import type { Operation } from './operations/operations.schemas.js';

/** A clash with its ways out, whose words depend on the language. */
export interface NamedClash extends Omit<ClashView, 'waysOut'> {
  ways: readonly { code: WayOut; operations: Operation[] }[];
}

/** 409: another entry airs at a station at the same time. Nothing was planned. */
export class AirtimeClash extends problem({
  status: 409,
  code: 'airtime-clash',
  vi: 'Chưa xếp gì: mục này trùng giờ với mục khác ở {station} lúc {localTime}, khi đã có “{title}”. Xem clashes và waysOut.',
  en: 'Nothing was planned: the entry would overlap another one at {station} on {localTime}, where “{title}” is planned. See clashes and waysOut.',
  extra: z.object({
    clashes: z.array(ClashView).describe('The first ones'),
    total: z.int().describe('How many there are'),
    unseen: z.int().describe('How many of the first ones are at stations that the caller may not see'),
  }),
}) {
  /** @param clashes the first ones, which are shown; `total` is how many there are */
  constructor(clashes: readonly NamedClash[], { total, unseen }: { total: number; unseen: number }) {
    const [first] = clashes;
    const extra = (language: Language) => ({
      clashes: clashes.map(({ ways, ...clash }) => ({ ...clash, waysOut: ways.map((way) => inWords(way, language)) })),
      total,
      unseen,
    });
    const values = first && {
      station: first.stationName,
      localTime: { local: first.localTime },
      title: first.planned.title ?? '…',
    };
    super(values ? { extra, values } : { extra, detail: unseen > 0 ? AT_OTHERS : AT_THE_SAME_MOMENT });
  }
}

const inWords = ({ code, operations }: NamedClash['ways'][number], language: Language) => ({
  code,
  detail: WayOut.words[code][language],
  operations,
});

const AT_THE_SAME_MOMENT = {
  vi: 'Chưa xếp gì: mục này trùng giờ với mục khác vừa được xếp cùng lúc. Hãy thử lại.',
  en: 'Nothing was planned: the entry would overlap another one that was placed at the same moment. Try again.',
};

const AT_OTHERS = {
  vi: 'Chưa xếp gì: mục này trùng giờ với mục khác ở {unseen} chỗ mà bạn không xem được.',
  en: 'Nothing was planned: the entry would overlap others in {unseen} places that you may not see.',
};

/** 409: an airing would still sound at 03:00, when the next broadcasting day begins. Nothing was planned. */
export class CrossesBroadcastingDay extends problem({
  status: 409,
  code: 'crosses-broadcasting-day',
  vi: 'Chưa xếp gì: lượt phát lúc {times} sẽ còn phát lúc 03:00, khi ngày phát sóng kết thúc; hãy chọn giờ khác.',
  en: 'Nothing was planned: the airing at {times} would still be on air at 03:00, when the broadcasting day ends; choose another time.',
  extra: z.object({ times: z.array(z.string()).describe('HH:MM') }),
}) {
  constructor(times: string[]) {
    super({ extra: { times }, values: { times } });
  }
}

/** 409: the program is longer than the time between two airings of the entry. */
export class EntryOverlapsItself extends problem({
  status: 409,
  code: 'entry-overlaps-itself',
  vi: 'Chương trình dài {seconds} giây, dài hơn khoảng cách giữa hai lượt phát của mục này.',
  en: 'The program lasts {seconds} seconds, which is longer than the time between two airings of the entry.',
  extra: z.object({ seconds: z.number() }),
}) {
  constructor(seconds: number) {
    super({ extra: { seconds } });
  }
}

/** 409: at some station the entry has no airing ahead. */
export class NoOccurrence extends problem({
  status: 409,
  code: 'no-occurrence',
  vi: 'Mục này sẽ không bao giờ phát ở một số đài: mọi ngày giờ của mục đều đã qua. Xem stations: mỗi đài và các giờ của mục.',
  en: 'The entry would never air at some stations: none of its days and times there is in the future. See stations for each of them with its times.',
  extra: z.object({ stations: z.array(z.object({ id: z.uuid(), name: z.string(), times: z.array(z.string()) })) }),
}) {
  constructor(
    stations: readonly { id: string; name: string; times: readonly string[] }[],
    { detail, values }: { detail?: Texts; values?: Record<string, unknown> } = {},
  ) {
    super({ extra: { stations }, ...(detail && { detail }), ...(values && { values }) });
  }

  /** All of its stations are left out. */
  static anywhere(stations: readonly { id: string; name: string; times: readonly string[] }[]): NoOccurrence {
    return new NoOccurrence(stations, { detail: NOWHERE });
  }

  /** What is changed from a day on has ended before. @param until its last day */
  static after(until: string, from: string): NoOccurrence {
    return new NoOccurrence([], { detail: ENDED, values: { until: { local: until }, from: { local: from } } });
  }
}

const NOWHERE = {
  vi: 'Mục này sẽ không phát ở đài nào: đài nào cũng bị bỏ ra, đã đóng hoặc khi đó không được phục vụ. Hãy để lại ít nhất một đài, hoặc rút mục.',
  en: 'The entry would air at no station: all of them are left out, closed, or not served then. Keep at least one of them, or withdraw the entry.',
};
const ENDED = {
  vi: 'Mục này phát lần cuối muộn nhất vào ngày {until}, nên từ ngày {from} không còn gì để đổi. Hãy chọn ngày sớm hơn, đặt until muộn hơn, hoặc đặt mục mới.',
  en: 'The last day of the entry is {until}, so there is nothing to change from {from} on. Choose an earlier day, give a later until, or place a new entry.',
};

/** 409: the change would touch what has begun, or begins too soon. */
export class Frozen extends problem({
  status: 409,
  code: 'frozen',
  vi: 'Lượt phát đã bắt đầu hoặc sắp bắt đầu thì không đổi được nữa; sớm nhất là từ ngày {earliest}. Rút cả mục thì lúc nào cũng được.',
  en: 'What has begun or begins within minutes cannot be changed; {earliest} is the first day that can. Withdrawing the entry always works.',
  extra: z.object({
    earliest: z.iso.date().describe('The first local day that can be changed, or to which something can be moved'),
    earliestTime: z.string().optional().describe('With `earliest` of a move: HH:MM at the station'),
  }),
}) {
  /** @param time of what would be moved into the past: the first time of the day, HH:MM */
  constructor(earliest: string, time?: string) {
    super(
      time === undefined
        ? { extra: { earliest }, values: { earliest: { local: earliest } } }
        : {
            extra: { earliest, earliestTime: time },
            values: { instant: { local: `${earliest} ${time}` } },
            detail: INTO_THE_PAST,
          },
    );
  }
}

const INTO_THE_PAST = {
  vi: 'Giờ mới đã qua ở một đài; hãy dời đến từ {instant} trở đi, hoặc bỏ lượt phát này.',
  en: 'The new time is over at a station; move it to {instant} or later, or skip the occurrence.',
};

/** 409: there is nothing on those days that could be otherwise. */
export class NoSuchOccurrence extends problem({
  status: 409,
  code: 'no-such-occurrence',
  vi: 'Mục này không có lượt phát nào vào ngày, giờ hoặc ở đài đó.',
  en: 'The entry has no occurrence on those days, at that slot or at that station.',
}) {}

/** 409: the entry was withdrawn. */
export class EntryWithdrawn extends problem({
  status: 409,
  code: 'entry-withdrawn',
  vi: 'Mục này đã rút khỏi lịch; hãy đặt mục mới.',
  en: 'The entry was withdrawn; place a new one.',
}) {}

/** 409: no version of the program is approved. */
export class ProgramNotApproved extends problem({
  status: 409,
  code: 'program-not-approved',
  vi: 'Chỉ chương trình đã duyệt mới được phát; trước hết người khác phải duyệt chương trình này.',
  en: 'Only approved programs air; somebody else must approve this program first.',
}) {}

/** 409: a commune's own program, which only the commune has approved, would air at another station. */
export class ProgramOfOneStation extends problem({
  status: 409,
  code: 'program-of-one-station',
  vi: 'Chương trình này của riêng một đài, chỉ phát được ở đài đó. Muốn phát ở đài khác, trung tâm phải tải lên và duyệt thành chương trình của mình.',
  en: 'This program belongs to one station and airs only there. To air it elsewhere, the centre must upload and approve it as its own.',
}) {}

/** 409: the program's last day is before the entry's first broadcast. */
export class ProgramExpired extends problem({
  status: 409,
  code: 'program-expired',
  vi: 'Ngày cuối của chương trình là {expiresOn}, mà mục này bắt đầu sau đó.',
  en: 'The last day of the program is {expiresOn}, and the entry begins later.',
  extra: z.object({ expiresOn: z.iso.date() }),
}) {
  constructor(expiresOn: string) {
    super({ extra: { expiresOn }, values: { expiresOn: { local: expiresOn } } });
  }
}

/** 409: a group has no station for the entry. */
export class GroupWithoutStations extends problem({
  status: 409,
  code: 'group-without-stations',
  vi: 'Có nhóm không tồn tại, hoặc trung tâm không phục vụ đài nào trong nhóm; hãy thêm đài vào nhóm trước.',
  en: 'A group does not exist, or the centre serves none of its stations; add stations to it first.',
  extra: z.object({ groupIds: z.array(z.uuid()) }),
}) {
  constructor(groupIds: string[]) {
    super({ extra: { groupIds } });
  }
}

constraintMeans('broadcasts_no_double_booking', () => new AirtimeClash([], { total: 1, unseen: 0 }));
constraintMeans('entry_places_group', () => new GroupInUse());
constraintMeans('entries_centre', () => new NotFound('centre'));
constraintMeans('entries_station', () => new NotFound('station'));
foreignKeysTo('centre', 'airtime_rules_centre');
foreignKeysTo('unit', 'airtime_rules_unit');
foreignKeysTo('program', 'entry_items_program', 'entry_exceptions_program');
foreignKeysTo('station', 'entry_places_station', 'entry_exceptions_station', 'airtime_rules_station');
