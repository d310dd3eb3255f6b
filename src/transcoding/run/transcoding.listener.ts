import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { AudioUploaded } from '../../programs/program.event.js';
import { TranscodingCancelled } from '../requests/transcoding-cancelled.event.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { TranscodingRunner } from './transcoding.runner.js';

/** Requests the transcoding of every original that is uploaded, and ends the run of one that is cancelled. */
@Injectable()
export class TranscodingListener {
  private readonly logger = new Logger('transcoding');

  constructor(
    private readonly transcodings: TranscodingsService,
    private readonly runner: TranscodingRunner,
  ) {}

  @OnEvent(AudioUploaded.name)
  async uploaded({ originalSha256 }: AudioUploaded): Promise<void> {
    try {
      await this.transcodings.request(originalSha256);
    } catch (err) {
      // The sweep finds it within a minute.
      this.logger.error({ err, originalSha256, msg: 'could not request the transcoding of an original' });
    }
  }

  /** At once if the run is in this process; in another one it ends at its next heartbeat. */
  @OnEvent(TranscodingCancelled.name)
  cancelled({ run }: TranscodingCancelled): void {
    this.runner.end(run);
  }
}
