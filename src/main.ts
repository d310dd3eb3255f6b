import { boot } from './boot.js';
import { readConfig } from './platform/config/config.js';
import { environment } from './platform/config/environment.js';

/** `npm start`: HTTP, workers and ticks in one process, or only the part that ROLE names. */
async function main(): Promise<void> {
  const service = await boot({ config: readConfig(environment()) });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void service.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

await main().catch(fail);
