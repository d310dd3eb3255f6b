import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { People } from './cast.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';

interface Row {
  name: string;
  plannedSeconds: number;
  provedSeconds: number;
  confirmedSeconds: number;
  missedSeconds: number;
}

interface AirtimeReport {
  rows: Row[];
  totals: Omit<Row, 'name'>;
}

interface CoverageReport {
  periods: { line: string; aired: number; stations: number; notAiredAt: { name: string; why: string }[] }[];
}

/** The leader reads airtime by station and content area and the coverage of the segment, and saves the CSV. */
export async function reportTheWeek(
  { narrator, folder }: Stage,
  week: StoryWeek,
  people: People,
  centreId: string,
  { segmentId }: Library,
): Promise<void> {
  narrator.step('Reports: what the leader reads and signs');
  const range = `centreId=${centreId}&from=${week.day(0)}&until=${week.day(6)}`;
  const byStation = await people.leader.get<AirtimeReport>(`/reports/airtime?${range}&by=station`);
  showAirtime(narrator, 'Đài', byStation);
  const byTopic = await people.leader.get<AirtimeReport>(`/reports/airtime?${range}&by=topic`);
  showAirtime(narrator, 'Lĩnh vực', byTopic);
  narrator.say(
    '“không phát” counts what a broadcast that was cut short lacked, too; planned lengths are whole seconds.',
  );

  const coverage = await people.leader.get<CoverageReport>(`/reports/coverage?${range}&segmentId=${segmentId}`);
  for (const { line, aired, stations, notAiredAt } of coverage.periods) {
    narrator.say(line);
    narrator.say(`(${aired} of ${stations} stations aired the CCHC segment this week)`);
    for (const { name, why } of notAiredAt) narrator.say(`not at ${name}: ${why}`);
  }

  const csv = await people.leader.get<string>(`/reports/airtime.csv?${range}&by=station`);
  const path = join(folder, 'airtime.csv');
  await writeFile(path, csv);
  narrator.say(`CSV for Excel: ${path}`);
}

function showAirtime(narrator: Stage['narrator'], head: string, { rows, totals }: AirtimeReport): void {
  const seconds = (row: Omit<Row, 'name'>) =>
    [row.plannedSeconds, row.provedSeconds, row.confirmedSeconds, row.missedSeconds].map(clockOf);
  narrator.table([
    [`${head} (phút:giây)`, 'theo lịch', 'thiết bị ghi', 'xác nhận', 'không phát'],
    ...rows.filter(({ plannedSeconds }) => plannedSeconds > 0).map((row) => [row.name, ...seconds(row)]),
    ['Tổng', ...seconds(totals)],
  ]);
  narrator.say('');
}

/** Minutes and seconds as `12:05`. */
const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
