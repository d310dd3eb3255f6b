import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgramsModule } from '../programs/programs.module.js';
import { FfmpegRunner } from './ffmpeg/ffmpeg.runner.js';
import { CancellationService } from './run/cancellation.service.js';
import { EncoderService } from './rendition/encoder.service.js';
import { LoudnessService } from './loudness/loudness.service.js';
import { TranscodingRunner } from './run/transcoding.runner.js';
import { ResultsStore } from './run/results.store.js';
import { Rendition } from './rendition/rendition.entity.js';
import { PreviewController } from './preview/preview.controller.js';
import { PreviewTicketsService } from './preview/preview-tickets.service.js';
import { PreviewsService } from './preview/previews.service.js';
import { TicketedPreviewController } from './preview/ticketed-preview.controller.js';
import { TranscodingController } from './status/transcoding.controller.js';
import { TranscodingViews } from './status/transcoding.views.js';
import { QueueOrderService } from './requests/queue-order.service.js';
import { QueueOrderQueries } from './requests/queue-order.queries.js';
import { RenewalsController } from './renewal/renewals.controller.js';
import { RenewalsQueries } from './renewal/renewals.queries.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { RenditionsQueries } from './rendition/renditions.queries.js';
import { RenditionsService } from './rendition/renditions.service.js';
import { RequestsQueries } from './requests/requests.queries.js';
import { DuplicatesService } from './status/duplicates.service.js';
import { FingerprintsService } from './fingerprint/fingerprints.service.js';
import { CoverController } from './status/cover.controller.js';
import { Covers } from './probe/cover.js';
import { ProbeService } from './probe/probe.service.js';
import { SweepService } from './run/sweep.service.js';
import { TranscodingNotifier } from './requests/transcoding.notifier.js';
import { TRANSCODING_QUEUE } from './requests/transcode.job.js';
import { TranscodeProcessor } from './run/transcode.processor.js';
import { TranscoderService } from './run/transcoder.service.js';
import { TranscodingTick } from './run/transcoding.tick.js';
import { Transcoding } from './requests/transcoding.entity.js';
import { TranscodingsQueries } from './requests/transcodings.queries.js';
import { TranscodingsService } from './requests/transcodings.service.js';
import { Trim } from './trim/trim.entity.js';
import { TRIMS_QUEUE } from './trim/trim.job.js';
import { TrimProcessor } from './trim/trim.processor.js';
import { TrimmerService } from './trim/trimmer.service.js';
import { TrimRunner } from './trim/trim.runner.js';
import { TrimsController } from './trim/trims.controller.js';
import { TrimsTick } from './trim/trims.tick.js';
import { TrimsQueries } from './trim/trims.queries.js';
import { TrimsService } from './trim/trims.service.js';
import { UploadsListener } from './requests/uploads.listener.js';
import { WaveformController } from './waveform/waveform.controller.js';
import { WorkFolderStore } from './run/work-folder.store.js';

const ROWS = [
  TranscodingsService,
  TranscodingsQueries,
  RequestsQueries,
  QueueOrderService,
  QueueOrderQueries,
  RenditionsService,
  RenditionsQueries,
  TranscodingNotifier,
  UploadsListener,
  TranscodingViews,
];
const RENEWAL = [RenewalsQueries, RenewalsService];
const LIKENESS = [DuplicatesService, FingerprintsService];
const LISTENING = [PreviewsService, PreviewTicketsService];
const TRIMMING = [TrimsService, TrimsQueries, TrimsTick, TrimmerService, TrimRunner, TrimProcessor];
const WORK = [
  FfmpegRunner,
  ProbeService,
  Covers,
  LoudnessService,
  EncoderService,
  TranscoderService,
  TranscodingRunner,
  CancellationService,
  ResultsStore,
  WorkFolderStore,
  TranscodeProcessor,
  SweepService,
  TranscodingTick,
];

/** Makes audio fit for the air; the only user of ffmpeg. */
@Module({
  imports: [
    ProgramsModule,
    BullModule.registerQueue({ name: TRANSCODING_QUEUE }, { name: TRIMS_QUEUE }),
    TypeOrmModule.forFeature([Transcoding, Rendition, Trim]),
  ],
  controllers: [
    TranscodingController,
    RenewalsController,
    PreviewController,
    TicketedPreviewController,
    TrimsController,
    WaveformController,
    CoverController,
  ],
  providers: [...ROWS, ...RENEWAL, ...LIKENESS, ...LISTENING, ...TRIMMING, ...WORK],
  exports: [RenditionsService, TranscodingsService],
})
export class TranscodingModule {}
