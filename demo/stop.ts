import { setTimeout as pause } from 'node:timers/promises';
import type { People } from './cast.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import { callHome, type PlayingStation } from './stations.js';

interface StopState {
  stop: { stations: number; devices: number; informed: number };
}

// How the story waits until a lifted program is planned again.
const LOOK_MS = 200;
const MOST_LOOKS = 150;

/** A program is stopped everywhere in one call; the answer counts the devices that know. Then the stop is lifted. */
export async function stopAProgram(
  { narrator }: Stage,
  { approver }: People,
  playing: PlayingStation[],
  { programs }: Library,
): Promise<void> {
  const program = programs[2];
  if (!program) throw new Error('there is no third program');
  narrator.step(`Stop: “${program.title}” is taken off everywhere at once, and comes back`);
  const before = itemsHeld(playing);
  const path = `/programs/${program.id}/stop`;
  const { stop } = await approver.post<StopState>(path, { because: 'Có thông tin cần đính chính' });
  narrator.say(`stopped at ${stop.stations} stations: ${informed(stop)}`);
  await everyDeviceCalls(playing);
  const later = await approver.get<StopState>(path);
  narrator.say(
    `each device calls once a minute: ${informed(later.stop)}, and ${before - itemsHeld(playing)} items are off their playlists`,
  );
  await approver.post(`${path}/lift`, { because: 'Đã đính chính' });
  for (let look = 0; itemsHeld(playing) !== before; look += 1) {
    if (look === MOST_LOOKS) throw new Error('what was stopped did not come back within half a minute');
    if (look > 0) await pause(LOOK_MS);
    await everyDeviceCalls(playing);
  }
  const lifted = await approver.get<StopState>(path);
  narrator.say(`lifted: ${informed(lifted.stop)}, and their playlists have ${before} items as before`);
}

const informed = ({ informed: know, devices }: StopState['stop']): string =>
  `${know} of ${devices} devices are informed`;

const itemsHeld = (playing: PlayingStation[]): number =>
  playing.reduce((sum, { device }) => sum + (device.playlist?.items.length ?? 0), 0);

const everyDeviceCalls = (playing: PlayingStation[]) => Promise.all(playing.map(({ device }) => callHome(device)));
