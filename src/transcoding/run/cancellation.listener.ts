import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { TranscodingCancelled } from '../requests/transcoding-cancelled.event.js';
import { TranscodingRunner } from './transcoding.runner.js';

/** Ends the run of a cancelled transcoding at once if it is in this process. */
@Injectable()
export class CancellationListener {
  constructor(private readonly runner: TranscodingRunner) {}

  @OnEvent(TranscodingCancelled.name)
  cancelled({ run }: TranscodingCancelled): void {
    this.runner.end(run);
  }
}
