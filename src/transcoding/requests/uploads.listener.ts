import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { AudioUploaded } from '../../programs/program.event.js';
import { TranscodingsService } from './transcodings.service.js';

/** Requests the transcoding of every original that is uploaded. */
@Injectable()
export class UploadsListener {
  private readonly logger = new Logger('transcoding');

  constructor(private readonly transcodings: TranscodingsService) {}

  @OnEvent(AudioUploaded.name)
  async request({ originalSha256 }: AudioUploaded): Promise<void> {
    try {
      await this.transcodings.request(originalSha256);
    } catch (err) {
      // The sweep finds it within a minute.
      this.logger.error({ err, originalSha256, msg: 'could not request the transcoding of an original' });
    }
  }
}
