import type { Centre, People } from './cast.js';
import { type Library, upload } from './library.js';
import type { Stage } from './stage.js';
import { callHome, DEAD, type PlayingStation, POWER_CUT } from './stations.js';
import { type StoryWeek, ZONE } from './story-week.js';

const MINUTE_MS = 60_000;
/** Minutes from now: some items have been heard, one is next, some are to come, at any hour of day and night. */
const AROUND_NOW = [-185, -95, -35, -10, 15, 50, 125, 200];
/** What the story has placed already; nothing else is placed this near to it. */
const TAKEN = ['05:15', '06:00', '11:00', '11:30', '17:15'];
const NEAR_MINUTES = 20;
/** What starts before or from then on lies outside the hours that apply without a rule. */
const FIRST_HOUR = '05:00';
const LAST_HOUR = '20:45';

interface Present {
  /** The present, to which the clock of the story has not come yet. */
  now: Date;
  people: People;
  centre: Centre;
  library: Library;
  devices: PlayingStation[];
}

/** The week of the present, up to now: what has been heard since Monday, what is next, what waits for the operators. */
export async function layOutToday(stage: Stage, week: StoryWeek, present: Present): Promise<void> {
  const { clock, narrator } = stage;
  narrator.step('The present: short items around this hour, every day of this week');
  const times = await placeAroundNow(week, present);
  narrator.say(`placed every day at all stations: ${times.join(', ')}`);
  const alive = present.devices.filter((_, index) => index !== DEAD);
  let sent = 0;
  for (let day = week.today === 7 ? 6 : 7; day <= week.today; day += 1) {
    const isToday = day === week.today;
    const end = isToday ? present.now : week.at(day + 1, '00:00');
    clock.moveTo(isToday ? week.at(day, '00:00') : week.at(day, '04:30'));
    await Promise.all(alive.map(({ device }) => callHome(device)));
    clock.moveTo(end);
    sent += await reportPlays(present.devices, { from: week.at(day, '00:00'), until: end });
  }
  clock.moveTo(present.now);
  await Promise.all(alive.map(({ device }) => callHome(device)));
  narrator.say(`the devices have played since Monday and sent ${sent} plays; one is silent, one had a power cut`);
  await leaveWorkForToday(present);
}

async function placeAroundNow(week: StoryWeek, { now, people, centre, library }: Present): Promise<string[]> {
  const times = AROUND_NOW.map((minutes) => clockTime(now.getTime() + minutes * MINUTE_MS)).filter(isFree);
  if (times.some((time) => time < FIRST_HOUR || time >= LAST_HOUR)) await openTheNight(week, people, centre.centreId);
  const shared = { centreId: centre.centreId, priority: 'normal', startsOn: week.day(7), rule: 'FREQ=DAILY' };
  const stationIds = centre.stations.map(({ id }) => id);
  for (const [index, time] of times.entries()) {
    const program = library.programs[index % library.programs.length];
    await people.editor.post('/entries', { ...shared, stationIds, programId: program?.id, times: [time] });
  }
  return times.toSorted();
}

/** Who tries the demo at night is to hear something, too: this week has no night rest. */
async function openTheNight(week: StoryWeek, { administrator }: People, centreId: string): Promise<void> {
  const allDay = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];
  const usual = [{ days: [1, 2, 3, 4, 5, 6, 7], from: FIRST_HOUR, to: '21:00' }];
  await administrator.put(`/centres/${centreId}/airtime-rules/hours`, {
    kind: 'hours',
    periods: [
      { until: week.day(6), windows: usual },
      { from: week.day(7), windows: allDay },
    ],
  });
}

/** Local time in steps of five minutes. */
function clockTime(at: number): string {
  const rounded = new Date(Math.round(at / (5 * MINUTE_MS)) * 5 * MINUTE_MS);
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(rounded);
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const isFree = (time: string): boolean =>
  TAKEN.every((taken) => {
    const apart = Math.abs(minutesOf(time) - minutesOf(taken));
    return Math.min(apart, 24 * 60 - apart) >= NEAR_MINUTES;
  });

/** Each device reports what has ended in the range. */
async function reportPlays(devices: PlayingStation[], { from, until }: { from: Date; until: Date }): Promise<number> {
  const counts = await Promise.all(
    devices.map(async ({ device }, index) => {
      if (index === DEAD) return 0;
      const over = (device.playlist?.items ?? []).filter(({ startsAt, audio }) => {
        const start = Date.parse(startsAt);
        return start >= from.getTime() && start + audio.seconds * 1_000 <= until.getTime();
      });
      const events = over.map((item, nth) =>
        index === POWER_CUT && nth % 5 === 1
          ? device.playOf(item, { outcome: 'failed', reason: 'power-cut', playedSeconds: 0 })
          : device.playOf(item),
      );
      if (events.length > 0) await device.sendPlays(events);
      return events.length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A program that waits for the approver, with the sound of another one: he is told. */
async function leaveWorkForToday({ people, centre, library }: Present): Promise<void> {
  await upload(people.contributor, 'procedures.m4a', {
    centreId: centre.centreId,
    segmentId: library.segmentId,
    title: 'Hỏi đáp về dịch vụ công trực tuyến',
    topic: 'digital-government',
    genre: 'special',
    origin: 'centre',
    sourceOffice: 'Phòng Văn hóa và Thông tin',
  });
}
