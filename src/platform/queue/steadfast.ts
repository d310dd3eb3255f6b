import { setTimeout as pause } from 'node:timers/promises';
import type { IQueueBackend } from 'bullmq';

const PAUSE_AFTER_FAULT_MS = 500;

/** Makes a worker's PostgreSQL backend go on by itself after a fault. BullMQ 6.7 needs this in the two places below. */
export const steadfast = <Backend extends IQueueBackend>(backend: Backend): Backend => listening(unhurried(backend));

// A worker that is refused for another reason than a refused connection, e.g. by a server that is ending, asks again at
// once and for ever: without this pause nothing else in the process would ever have its turn.
function unhurried<Backend extends IQueueBackend>(backend: Backend): Backend {
  const moveToActive = backend.moveToActive.bind(backend);
  backend.moveToActive = (...given) =>
    moveToActive(...given).catch(async (error: unknown) => {
      await pause(PAUSE_AFTER_FAULT_MS, undefined, { ref: false });
      throw error;
    });
  return backend;
}

// Whose connection is lost in the very moment it begins to listen waits on the dead one, and takes itself for a
// listener ever after. So each lost connection ends the wait, and the next wait begins to listen anew.
function listening<Backend extends IQueueBackend>(backend: Backend): Backend {
  const waitForJob = backend.waitForJob.bind(backend);
  const interrupt = backend.disconnectBlocking.bind(backend);
  const allowAgain = backend.reconnectBlocking.bind(backend);
  let interrupted = false;
  let stopped = false;
  backend.on('error', () => {
    interrupted = true;
    void interrupt();
  });
  backend.waitForJob = async (seconds) => {
    if (interrupted && !stopped) {
      interrupted = false;
      await allowAgain();
    }
    return waitForJob(seconds);
  };
  // What the worker itself asks for when it stops or pauses outlasts any fault.
  backend.disconnectBlocking = (...given) => {
    stopped = true;
    return interrupt(...given);
  };
  backend.reconnectBlocking = () => {
    stopped = false;
    return allowAgain();
  };
  return backend;
}
