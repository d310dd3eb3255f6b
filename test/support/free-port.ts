import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that Linux, macOS and Windows give to outgoing connections, so that none takes it while nobody listens there. */
const [FIRST, BEYOND] = [15_000, 32_768];

/** A port on loopback that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, BEYOND);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
