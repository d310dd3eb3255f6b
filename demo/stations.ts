import type { ApiPerson } from '../api-client/person.js';
import { NotTrusted, StationClient } from '../station-client/station-client.js';
import type { DemoStation } from './cast.js';
import type { Stage } from './stage.js';

/** A station of the story with the device that plays there. */
export interface PlayingStation {
  station: DemoStation;
  device: StationClient;
}

/** The place in the list of the station whose device is broken: its row is the one that needs somebody. */
export const DEAD = 20;
/** The place of the station at which the power fails. */
export const POWER_CUT = 5;

/** Every station enrols a device, pulls its signed playlist and fetches the audio, checking all of it. */
export async function enrolStations(
  { url, clock, narrator }: Stage,
  administrator: ApiPerson,
  stations: DemoStation[],
): Promise<PlayingStation[]> {
  narrator.step('Stations: enrol a device each, pull the playlist and the audio, check signature and SHA-256');
  const playing = await Promise.all(
    stations.map(async (station): Promise<PlayingStation> => {
      const { code } = await administrator.post<{ code: string }>(`/stations/${station.id}/enrolment-codes`);
      const device = await StationClient.enrol(url, code, `Máy phát ${station.name}`, () => clock.now());
      await device.pull();
      return { station, device };
    }),
  );
  narrator.say(`${playing.length} devices enrolled with one-time codes; each has a key of its own`);

  const fetched = await Promise.all(playing.map(({ device }) => fetchEverything(device)));
  const files = fetched.reduce((sum, count) => sum + count, 0);
  const items = playing.reduce((sum, { device }) => sum + (device.playlist?.items.length ?? 0), 0);
  narrator.say(`${playing.length} playlists with ${items} items: signature right on each, asked again: 304 by ETag`);
  narrator.say(`${files} audio files fetched, SHA-256 right on each, one of them resumed after a break`);
  return playing;
}

async function fetchEverything(device: StationClient): Promise<number> {
  const [first] = device.missingAudio();
  if (first) await device.fetchAudio(first, { breakAfter: Math.floor(first.bytes / 2) });
  const files = await device.fetchMissingAudio();
  if ((await device.pull()) !== 'unchanged') throw new NotTrusted('older', 'the same playlist came as a new one');
  await device.report();
  return files;
}

/** What a device does once a minute: it pulls the playlist, fetches what it lacks, and reports what it holds. */
export async function callHome(device: StationClient): Promise<void> {
  await device.pull();
  await device.fetchMissingAudio();
  await device.report();
}
