import { airTheWeek } from './air.js';
import { castPeople, importStations, type People } from './cast.js';
import { solveAClash } from './clash.js';
import { planFurtherAhead } from './further-ahead.js';
import { fillLibrary } from './library.js';
import { layOutToday } from './present.js';
import { reportTheWeek } from './report.js';
import { declareQuietDay } from './rules.js';
import { planTheWeek } from './schedule.js';
import type { Stage } from './stage.js';
import { enrolStations, type PlayingStation } from './stations.js';
import { stopAProgram } from './stop.js';
import { StoryWeek } from './story-week.js';

/**
 * From upload to airtime report through the public HTTP API, in one week of the past; then the week of the present, up to
 * now. Answers with the devices, which go on playing, and with the people.
 */
export async function tellStory(stage: Stage): Promise<{ devices: PlayingStation[]; people: People }> {
  const { clock, narrator } = stage;
  const now = clock.now();
  const week = new StoryWeek(now);
  clock.moveTo(week.at(-3, '08:00'));
  narrator.say(`The story plays in the week from Monday ${week.monday}; its clock starts on the Friday before.`);
  const { administrator, centre } = await importStations(stage);
  const people = await castPeople(stage, administrator, centre);
  const library = await fillLibrary(stage, people, centre.centreId);
  await planTheWeek(stage, week, people, centre, library);
  await planFurtherAhead(stage, week, people, centre, library);
  await solveAClash(stage, week, people, centre, library);
  await declareQuietDay(stage, week, administrator, { ...centre, ...people });
  const devices = await enrolStations(stage, administrator, centre.stations);
  await stopAProgram(stage, people, devices, library);
  await airTheWeek(stage, week, people, devices);
  await reportTheWeek(stage, week, people, centre.centreId, library);
  await layOutToday(stage, week, { now, people, centre, library, devices });
  return { devices, people };
}
