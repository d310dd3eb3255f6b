import { setTimeout as pause } from 'node:timers/promises';
import type { IQueueBackend } from 'bullmq';

const PAUSE_AFTER_FAULT_MS = 500;

/** Makes the PostgreSQL backend of a worker recover from faults. BullMQ 6.7 needs this in the two places below. */
export const reconnecting = <Backend extends IQueueBackend>(backend: Backend): Backend =>
  listeningAgain(pausingAfterFaults(backend));

// BullMQ pauses only after a refused connection. After any other fault, e.g. from a server that is shutting down, it
// retries at once and forever, and nothing else in the process would run.
function pausingAfterFaults<Backend extends IQueueBackend>(backend: Backend): Backend {
  const moveToActive = backend.moveToActive.bind(backend);
  backend.moveToActive = (...given) =>
    moveToActive(...given).catch(async (error: unknown) => {
      await pause(PAUSE_AFTER_FAULT_MS, undefined, { ref: false });
      throw error;
    });
  return backend;
}

// A worker that loses its connection at the moment it starts to LISTEN waits on the dead connection and never listens
// again. So every lost connection interrupts the wait, and the next wait starts to LISTEN again.
function listeningAgain<Backend extends IQueueBackend>(backend: Backend): Backend {
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
  // A stop or pause that the worker itself asks for must outlast any fault.
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
