import { execFile } from 'node:child_process';
import { close as closeFile, constants, open as openFile } from 'node:fs';
import { type ConnectOpts, Socket, type SocketConstructorOpts } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);
// Plain descriptors, which a socket can take over.
const open = promisify(openFile);
const close = promisify(closeFile);

/**
 * Creates named pipes. Processes pass samples to each other through them, or to this process, which uses `readPipe`.
 * A pipe may be used several times, one after the other.
 * @param paths where they are created; nothing may exist there
 */
export async function makePipes(paths: readonly string[]): Promise<void> {
  // Node has no function for it, POSIX has a command.
  await run('mkfifo', ['-m', '600', ...paths]);
}

const PIECE_BYTES = 65_536;

type PieceSink = (piece: Buffer) => void | Promise<void>;

/**
 * Reads a named pipe while `write` lets another process write to it. All pieces are read into the same buffer: to allocate
 * one for each would cost more than to process the samples.
 * @param take receives each piece; it is overwritten afterwards. Reading waits for the promise, if there is one.
 * @throws what `write` or `take` throws, after everything was read
 */
export async function readPipe(path: string, take: PieceSink, write: () => Promise<void>): Promise<void> {
  const reading = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // Kept open: otherwise the pipe would end before the writer has opened it.
  const writing = await open(path, constants.O_WRONLY).catch(async (error: unknown) => {
    await close(reading);
    throw error;
  });
  const read = readAll(reading, take);
  // Thrown below; until then it must not count as unhandled.
  read.catch(() => undefined);
  try {
    await write();
  } finally {
    await close(writing);
    await read.catch(() => undefined);
  }
  await read;
}

function readAll(fd: number, take: PieceSink): Promise<void> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.alloc(PIECE_BYTES);
    const fail = (error: unknown) => socket.destroy(error instanceof Error ? error : new Error(String(error)));
    const callback = (bytes: number) => {
      try {
        const taken = take(buffer.subarray(0, bytes));
        if (!taken) return true;
        taken.then(() => socket.resume(), fail);
        return false;
      } catch (error) {
        fail(error);
        return true;
      }
    };
    const options: SocketConstructorOpts & Pick<ConnectOpts, 'onread'> = {
      fd,
      readable: true,
      writable: false,
      onread: { buffer, callback },
    };
    const socket = new Socket(options);
    socket.once('error', reject);
    socket.once('close', resolve);
    socket.resume();
  });
}
