import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Processes } from '../platform/health/processes.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { RenditionsDirectory } from '../programs/renditions.directory.js';
import { FfmpegRunner } from './ffmpeg/ffmpeg.runner.js';
import { FingerprintsService } from './fingerprint/fingerprints.service.js';
import { DecoderService } from './decode/decoder.service.js';
import { LoudnessService } from './loudness/loudness.service.js';
import { PreviewController } from './preview/preview.controller.js';
import { PreviewTicketsService } from './preview/preview-tickets.service.js';
import { PreviewsService } from './preview/previews.service.js';
import { TicketedPreviewController } from './preview/ticketed-preview.controller.js';
import { ProbeService } from './probe/probe.service.js';
import { EncoderService } from './rendition/encoder.service.js';
import { RenderingService } from './rendition/rendering.service.js';
import { NewestRenditionsDirectory } from './rendition/newest-renditions.directory.js';
import { Rendition } from './rendition/rendition.entity.js';
import { RenditionsService } from './rendition/renditions.service.js';
import { RenewalApprovalsController } from './renewal/renewal-approvals.controller.js';
import { RenewalApprovalsService } from './renewal/renewal-approvals.service.js';
import { RenewalsController } from './renewal/renewals.controller.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { ClaimsService } from './requests/claims.service.js';
import { TRANSCODING_QUEUE } from './requests/transcode.job.js';
import { TranscodingQueueService } from './requests/transcoding-queue.service.js';
import { Transcoding } from './requests/transcoding.entity.js';
import { TranscodingsService } from './requests/transcodings.service.js';
import { ResultsStore } from './run/results.store.js';
import { SweepService } from './run/sweep.service.js';
import { TranscodeProcessor } from './run/transcode.processor.js';
import { TranscodingListener } from './run/transcoding.listener.js';
import { TranscodingPipelineService } from './run/transcoding-pipeline.service.js';
import { TranscodingRunner } from './run/transcoding.runner.js';
import { TranscodingTick } from './run/transcoding.tick.js';
import { WorkFolderStore } from './run/work-folder.store.js';
import { CoverController } from './status/cover.controller.js';
import { TranscodingController } from './status/transcoding.controller.js';
import { TranscodingViews } from './status/transcoding.views.js';
import { Trim } from './trim/trim.entity.js';
import { TRIMS_QUEUE } from './trim/trim.job.js';
import { TrimProcessor } from './trim/trim.processor.js';
import { TrimRunner } from './trim/trim.runner.js';
import { TrimmerService } from './trim/trimmer.service.js';
import { TrimsController } from './trim/trims.controller.js';
import { TrimsService } from './trim/trims.service.js';
import { TrimsTick } from './trim/trims.tick.js';
import { WaveformController } from './waveform/waveform.controller.js';
import { WaveformViews } from './waveform/waveform.views.js';
import { registerQueue } from '../platform/queue/register-queue.js';

const queues = registerQueue(TRANSCODING_QUEUE, TRIMS_QUEUE);
const entities = TypeOrmModule.forFeature([Transcoding, Rendition, Trim]);
const pages = [TranscodingController, CoverController, WaveformController, TrimsController];
const renewals = [RenewalsController, RenewalApprovalsController];
const previews = [PreviewController, TicketedPreviewController];
const audio = [FfmpegRunner, ProbeService, DecoderService, LoudnessService, FingerprintsService, EncoderService];
const requests = [TranscodingQueueService, ClaimsService, RenewalsService, RenewalApprovalsService];
const runs = [
  TranscodingPipelineService,
  RenderingService,
  WorkFolderStore,
  ResultsStore,
  TranscodingRunner,
  SweepService,
];
const wakers = [TranscodeProcessor, TranscodingTick, TranscodingListener];
const trims = [TrimmerService, TrimRunner, TrimsService, TrimProcessor, TrimsTick];
const views = [TranscodingViews, WaveformViews, PreviewsService, PreviewTicketsService];
const doors = [RenditionsService, TranscodingsService];

/** What programs asks for. A module of its own, because the hooks of a global module run before the workers are registered. */
@Global()
@Module({
  providers: [{ provide: RenditionsDirectory, useClass: NewestRenditionsDirectory }],
  exports: [RenditionsDirectory],
})
class ForProgramsModule {}

/** Makes audio fit for the air; the only user of ffmpeg. */
@Module({
  imports: [ProgramsModule, ForProgramsModule, queues, entities],
  controllers: [...pages, ...previews, ...renewals],
  providers: [...audio, ...requests, ...runs, ...wakers, ...trims, ...views, ...doors],
  exports: doors,
})
export class TranscodingModule implements OnApplicationBootstrap {
  constructor(
    private readonly ffmpeg: FfmpegRunner,
    private readonly processes: Processes,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.ffmpeg.version !== 'none') await this.processes.describe({ ffmpeg: this.ffmpeg.version });
  }
}
