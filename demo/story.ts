import { airTheWeek } from './air.js';
import { castPeople, importStations } from './cast.js';
import { solveAClash } from './clash.js';
import { planFurtherAhead } from './further-ahead.js';
import { fillLibrary } from './library.js';
import { reportTheWeek } from './report.js';
import { declareQuietDay } from './rules.js';
import { planTheWeek } from './schedule.js';
import type { Stage } from './stage.js';
import { enrolStations } from './stations.js';
import { stopAProgram } from './stop.js';
import { StoryWeek } from './story-week.js';

/** From upload to airtime report through the public HTTP API, in one week of the past. */
export async function tellStory(stage: Stage): Promise<void> {
  const { clock, narrator } = stage;
  const week = new StoryWeek(clock.now());
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
}
