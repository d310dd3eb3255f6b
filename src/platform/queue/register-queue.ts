import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Logger } from '@nestjs/common';
import { Queue, type QueueOptions } from 'bullmq';

const logger = new Logger('queue');

/**
 * BullMQ tells of a lost connection as 'error', and reconnects. What nobody listens to it prints itself, every time.
 * "Connection is closed" only follows from a fault that is logged, or from the end of the service.
 */
export function logQueueFault(err: Error): void {
  if (err.message === 'Connection is closed.') return;
  const isOfConnection = 'syscall' in err;
  logger.warn(isOfConnection ? { because: err.message, msg: 'the queues do not answer' } : { err, msg: 'queue fault' });
}

class LoggedQueue extends Queue {
  constructor(name: string, options: QueueOptions) {
    super(name, options);
    this.on('error', logQueueFault);
  }
}

/** Provides queues to a module; their faults are logged from the first attempt to connect on. */
export function registerQueue(...names: string[]): DynamicModule {
  BullModule.queueClass = LoggedQueue;
  return BullModule.registerQueue(...names.map((name) => ({ name })));
}
