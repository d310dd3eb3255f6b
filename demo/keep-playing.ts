import type { Clock } from '../src/platform/clock/clock.js';
import { callHome, DEAD, type PlayingStation } from './stations.js';

const EVERY_MS = 20_000;

/** While the demo stays up, its devices call home and report what has ended since they looked last. */
export function keepPlaying(devices: readonly PlayingStation[], clock: Clock): void {
  let from = clock.now().getTime();
  const look = async () => {
    const until = clock.now().getTime();
    await Promise.all(
      devices.map(async ({ device }, index) => {
        if (index === DEAD) return;
        const over = (device.playlist?.items ?? []).filter(({ startsAt, audio }) => {
          const end = Date.parse(startsAt) + audio.seconds * 1_000;
          return end > from && end <= until;
        });
        await callHome(device);
        if (over.length > 0) await device.sendPlays(over.map((item) => device.playOf(item)));
      }),
    );
    from = until;
  };
  // A call that fails is repeated with the next look; the service is ending or starting then.
  setInterval(() => void look().catch(() => undefined), EVERY_MS).unref();
}
