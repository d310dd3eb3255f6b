import { join } from 'node:path';
import { MovableClock } from '../src/platform/clock/clock.js';
import { ConfigFault } from '../src/platform/config/config.js';
import { environment } from '../src/platform/config/environment.js';
import { messageOf } from '../src/platform/doctor/finding.js';
import { inviteIn } from './cast.js';
import { keepPlaying } from './keep-playing.js';
import { Narrator } from './narrator.js';
import { ServerNotEmpty } from './own-servers.js';
import { startDemo } from './start-demo.js';
import { tellStory } from './story.js';
import { tickWhenMoved } from './ticks.js';
import { Words } from './words.js';

/** `npm run demo`: starts the service with an empty database, its own or that of DATABASE_URL, plays the story, and stays up. */
async function main(): Promise<void> {
  const once = process.argv.includes('--once');
  const clock = new MovableClock();
  const printed: string[] = [];
  const narrator = new Narrator();
  const folder = join(environment()['DATA_DIR'] || '.vang', 'demo');
  const starting = await startDemo(folder, clock, (line) => printed.push(line));
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    void starting.stop().then(() => process.exit(0));
  };
  // npm passes on a Ctrl-C that the terminal has sent already.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  try {
    const service = await starting.ready;
    tickWhenMoved(service, clock);
    const words = await Words.of(service.url);
    const { devices, people } = await tellStory({
      url: service.url,
      clock,
      narrator,
      words,
      firstLines: printed,
      folder,
    });
    clock.backToSystemTime();
    if (once) return stop();
    keepPlaying(devices, clock);
    inviteIn(narrator, service.url, people);
  } catch (error) {
    // What breaks off while it stops is no error.
    if (isStopping) return;
    await starting.stop();
    throw error;
  }
}

await main().catch((error: unknown) => {
  const isExplained = error instanceof ServerNotEmpty || error instanceof ConfigFault;
  const text = error instanceof Error && !isExplained ? (error.stack ?? error.message) : messageOf(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
