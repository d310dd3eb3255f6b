import { openAsBlob } from 'node:fs';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { MediaStore } from '../../src/platform/storage/media-store.js';
import { ProgramReady, ProgramRefused } from '../../src/programs/program.event.js';
import { RenditionsService } from '../../src/transcoding/rendition/renditions.service.js';
import { TranscodingsService } from '../../src/transcoding/requests/transcodings.service.js';
import type { BenchService } from '../support/bench-service.js';
import type { Editor } from '../support/editor.js';

/** One program with audio that is transcoded again and again through the queue. */
export class OurWay {
  private constructor(
    private readonly service: BenchService,
    private readonly programId: string,
    private readonly original: string,
  ) {}

  /** Uploads `input` and waits until it is transcoded for the first time. */
  static async with(service: BenchService, editor: Editor, input: string): Promise<OurWay> {
    const { programId, original } = await editor.upload(await openAsBlob(input));
    await editor.untilReady(programId);
    return new OurWay(service, programId, original);
  }

  /** Resets it, as if it had never been transcoded. */
  async forget(): Promise<void> {
    await this.service.sql('DELETE FROM renditions WHERE original_sha256 = $1', [this.original]);
    await this.service.sql('DELETE FROM transcodings WHERE original_sha256 = $1', [this.original]);
    await this.service.sql(`UPDATE programs SET state = 'transcoding', seconds = NULL WHERE id = $1`, [this.programId]);
  }

  /** From the request until the row of the program says that it is ready. */
  async makeReady(): Promise<void> {
    // Waits for the event after the commit: polling the row would take time from what is measured.
    const events = this.service.get(EventEmitter2);
    const over = Promise.race([events.waitFor(ProgramReady.name), events.waitFor(ProgramRefused.name)]);
    await this.service.get(TranscodingsService).request(this.original);
    await over;
    const [program] = await this.service.sql<{ state: string; refusal_code: string | null }>(
      'SELECT state, refusal_code FROM programs WHERE id = $1',
      [this.programId],
    );
    if (program?.state !== 'ready') throw new Error(`the speech was refused: ${program?.refusal_code}`);
  }

  /** Path of the MP3. */
  async speech(): Promise<string> {
    const rendition = (await this.service.get(RenditionsService).find([this.original], 'speech')).get(this.original);
    if (!rendition) throw new Error('there is no speech rendition');
    return this.service.get(MediaStore).pathOf('rendition', rendition.sha256);
  }
}
