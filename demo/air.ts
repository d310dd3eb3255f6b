import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../src/platform/clock/clock.js';
import { uuidv7 } from '../src/platform/uuid.js';
import type { HeldItem, PlayEvent } from '../station-client/station-client.js';
import type { People } from './cast.js';
import type { Stage } from './stage.js';
import { callHome, DEAD, type PlayingStation, POWER_CUT } from './stations.js';
import type { StoryWeek } from './story-week.js';

interface TodayItem {
  broadcastId: string;
  time: string;
  title: string;
  state: string;
}

/** What an operator's phone sends after a tap. */
const tapped = (clock: Clock, word: { said: string; reason?: string }) => ({
  tap: uuidv7(),
  saidAt: clock.now().toISOString(),
  ...word,
});

// What else goes wrong at some stations, by their index in the list.
const SENDS_TWICE = 7;
const CUT_SHORT = 9;
const OFFLINE = 3;
const OFFLINE_FROM = 2;

// How the story waits for what the ticks of the service find.
const LOOK_MS = 300;
const MOST_LOOKS = 600;

/** The week passes: devices play and report, some with faults, some late; operators confirm what was heard. */
export async function airTheWeek(
  stage: Stage,
  week: StoryWeek,
  people: People,
  playing: PlayingStation[],
): Promise<void> {
  const { clock, narrator } = stage;
  narrator.step('On the air: a week of plays, one sent twice, some days late, one failed with a reason');
  const kept: PlayEvent[] = [];
  for (let day = 0; day < 7; day += 1) {
    clock.moveTo(week.at(day, '04:30'));
    const online = playing.filter((_, index) => !isSilent(index, day));
    await Promise.all(online.map(({ device }) => callHome(device)));
    clock.moveTo(week.at(day, '18:00'));
    const sent = playing.map(async (station, index) => {
      if (index === DEAD) return;
      const { device } = station;
      const events = itemsOf(device.playlist?.items ?? [], week, day).map((item) => eventFor(index, day, item, device));
      if (isSilent(index, day)) kept.push(...events);
      else await send(station, events, index === SENDS_TWICE && day === 0 ? narrator : undefined);
    });
    await Promise.all(sent);
    if (day === 0) await confirmMonday(stage, people, playing);
    if (day === 1) await confirmPowerCut(stage, people, playing[POWER_CUT]);
  }
  const late = await playing[OFFLINE]?.device.sendPlays(kept);
  narrator.say(
    `${playing[OFFLINE]?.station.name} was offline since Wednesday; its plays come days late: ${late?.accepted} accepted`,
  );
  clock.moveTo(week.at(6, '20:00'));
  await untilMissed(stage, week, people, playing[DEAD]);
}

const isSilent = (index: number, day: number): boolean => index === DEAD || (index === OFFLINE && day >= OFFLINE_FROM);

const itemsOf = (items: HeldItem[], week: StoryWeek, day: number): HeldItem[] =>
  items.filter(({ startsAt }) => {
    const at = new Date(startsAt);
    return at >= week.at(day, '00:00') && at < week.at(day + 1, '00:00');
  });

function eventFor(index: number, day: number, item: HeldItem, device: PlayingStation['device']): PlayEvent {
  const isAfternoon = new Date(item.startsAt).getUTCHours() === 10;
  if (index === POWER_CUT && day === 1 && isAfternoon) {
    return device.playOf(item, { outcome: 'failed', reason: 'power-cut', playedSeconds: 0 });
  }
  if (index === CUT_SHORT && day === 3 && isAfternoon) {
    return device.playOf(item, {
      outcome: 'cut',
      reason: 'power-cut',
      playedSeconds: Math.floor(item.audio.seconds * 0.6),
    });
  }
  return device.playOf(item);
}

async function send(at: PlayingStation, events: PlayEvent[], tell: Stage['narrator'] | undefined): Promise<void> {
  if (events.length === 0) return;
  await at.device.sendPlays(events);
  if (!tell) return;
  const again = await at.device.sendPlays(events);
  tell.say(
    `${at.station.name} sends ${events.length} plays twice: the second time ${again.duplicates} duplicates, none counted`,
  );
}

/** On Monday evening every operator except the one with the broken device confirms what was heard. */
async function confirmMonday({ narrator, clock }: Stage, people: People, playing: PlayingStation[]): Promise<void> {
  const heard = await Promise.all(
    playing.map(async ({ station }, index) => {
      const operator = people.operators.get(station.id);
      if (!operator || index === DEAD) return 0;
      const { items } = await operator.get<{ items: TodayItem[] }>(`/stations/${station.id}/today`);
      for (const { broadcastId } of items) {
        await operator.post(`/broadcasts/${broadcastId}/confirmation`, tapped(clock, { said: 'heard' }));
      }
      return items.length;
    }),
  );
  narrator.say(`operators confirm Monday: ${heard.reduce((sum, count) => sum + count, 0)} broadcasts heard`);
}

async function confirmPowerCut(
  { narrator, clock }: Stage,
  people: People,
  at: PlayingStation | undefined,
): Promise<void> {
  const operator = at && people.operators.get(at.station.id);
  if (!operator) return;
  const { items } = await operator.get<{ items: TodayItem[] }>(`/stations/${at.station.id}/today`);
  const failed = items.find(({ time }) => time === '17:15');
  if (!failed) throw new Error('the broadcast of the power cut is not in the list of the day');
  await operator.post(
    `/broadcasts/${failed.broadcastId}/confirmation`,
    tapped(clock, { said: 'not-aired', reason: 'power-cut' }),
  );
  narrator.say(`${at.station.name} on Tuesday 17:15: the device says failed, the operator says not aired: mất điện`);
}

/** The tick for missed broadcasts runs each minute and checks the last days; a report checks all days that it covers. */
async function untilMissed(
  { narrator }: Stage,
  week: StoryWeek,
  people: People,
  at: PlayingStation | undefined,
): Promise<void> {
  const operator = at && people.operators.get(at.station.id);
  if (!operator) return;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const states: string[] = [];
    for (let day = 5; day < 7; day += 1) {
      const { items } = await operator.get<{ items: TodayItem[] }>(
        `/stations/${at.station.id}/today?day=${week.day(day)}`,
      );
      states.push(...items.map(({ state }) => state));
    }
    const missed = states.filter((state) => state === 'missed').length;
    narrator.progress(
      `${at.station.name} sent nothing: ${missed} of ${states.length} of the last two days found missed, as nothing came in time`,
      missed === states.length,
    );
    if (missed === states.length) return;
    await pause(LOOK_MS);
  }
  throw new Error('the missed broadcasts were not found within three minutes');
}
