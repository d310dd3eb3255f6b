import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgramsModule } from '../programs/programs.module.js';
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
import { Rendition } from './rendition/rendition.entity.js';
import { RenditionsService } from './rendition/renditions.service.js';
import { RenewalsController } from './renewal/renewals.controller.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { ClaimsService } from './requests/claims.service.js';
import { ProgramTranscodingService } from './requests/program-transcoding.service.js';
import { QueueOrderService } from './requests/queue-order.service.js';
import { TRANSCODING_QUEUE } from './requests/transcode.job.js';
import { TranscodingJobsService } from './requests/transcoding-jobs.service.js';
import { Transcoding } from './requests/transcoding.entity.js';
import { TranscodingNotifier } from './requests/transcoding.notifier.js';
import { TranscodingsService } from './requests/transcodings.service.js';
import { UploadsListener } from './requests/uploads.listener.js';
import { CancellationListener } from './run/cancellation.listener.js';
import { ResultsStore } from './run/results.store.js';
import { SweepService } from './run/sweep.service.js';
import { TranscodeProcessor } from './run/transcode.processor.js';
import { TranscoderService } from './run/transcoder.service.js';
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

const AUDIO = [
  FfmpegRunner,
  ProbeService,
  DecoderService,
  LoudnessService,
  FingerprintsService,
  EncoderService,
  RenderingService,
];
const REQUESTS = [
  TranscodingsService,
  TranscodingJobsService,
  TranscodingNotifier,
  QueueOrderService,
  ClaimsService,
  ProgramTranscodingService,
  UploadsListener,
];
const RUN = [
  TranscoderService,
  WorkFolderStore,
  ResultsStore,
  TranscodingRunner,
  TranscodeProcessor,
  CancellationListener,
];
const TRIM = [TrimmerService, TrimRunner, TrimsService, TrimProcessor];
const VIEWS = [TranscodingViews, WaveformViews, PreviewsService, PreviewTicketsService];

/** Makes audio fit for the air; the only user of ffmpeg. */
@Module({
  imports: [
    ProgramsModule,
    BullModule.registerQueue({ name: TRANSCODING_QUEUE }, { name: TRIMS_QUEUE }),
    TypeOrmModule.forFeature([Transcoding, Rendition, Trim]),
  ],
  controllers: [
    TranscodingController,
    CoverController,
    WaveformController,
    PreviewController,
    TicketedPreviewController,
    TrimsController,
    RenewalsController,
  ],
  providers: [
    ...AUDIO,
    ...REQUESTS,
    ...RUN,
    ...TRIM,
    ...VIEWS,
    RenditionsService,
    RenewalsService,
    SweepService,
    TranscodingTick,
    TrimsTick,
  ],
  exports: [RenditionsService, TranscodingsService],
})
export class TranscodingModule {}
