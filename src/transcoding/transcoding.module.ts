import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgramsModule } from '../programs/programs.module.js';
import { Ffmpeg } from './ffmpeg/ffmpeg.js';
import { Cancelling } from './requests/cancelling.js';
import { Encoding } from './rendition/encoding.js';
import { Measuring } from './loudness/measuring.js';
import { MakingReady } from './run/making-ready.js';
import { Outcomes } from './run/outcomes.js';
import { Rendition } from './rendition/rendition.entity.js';
import { PreviewController } from './preview/preview.controller.js';
import { PreviewTickets } from './preview/preview-tickets.js';
import { PreviewsService } from './preview/previews.service.js';
import { TicketedPreviewController } from './preview/ticketed-preview.controller.js';
import { TranscodingController } from './status/transcoding.controller.js';
import { TranscodingViews } from './status/transcoding.views.js';
import { Ranking } from './requests/ranking.js';
import { RankingQueries } from './requests/ranking.queries.js';
import { RenewalsController } from './renewal/renewals.controller.js';
import { RenewalsQueries } from './renewal/renewals.queries.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { RenditionsQueries } from './rendition/renditions.queries.js';
import { RenditionsService } from './rendition/renditions.service.js';
import { RequestsQueries } from './requests/requests.queries.js';
import { Duplicates } from './findings/duplicates.js';
import { Fingerprints } from './fingerprint/fingerprints.js';
import { CoverController } from './source/cover.controller.js';
import { Covers } from './source/cover.js';
import { Look } from './source/look.js';
import { Sweep } from './run/sweep.js';
import { Telling } from './run/telling.js';
import { TRANSCODING_QUEUE } from './run/transcode.job.js';
import { TranscodeProcessor } from './run/transcode.processor.js';
import { Transcoder } from './transcoder.js';
import { TranscodingCron } from './run/transcoding.cron.js';
import { Transcoding } from './transcoding.entity.js';
import { TranscodingsQueries } from './requests/transcodings.queries.js';
import { TranscodingsService } from './requests/transcodings.service.js';
import { Trim } from './trim/trim.entity.js';
import { TRIMS_QUEUE } from './trim/trim.job.js';
import { TrimProcessor } from './trim/trim.processor.js';
import { Trimmer } from './trim/trimmer.js';
import { Trimming } from './trim/trimming.js';
import { TrimsController } from './trim/trims.controller.js';
import { TrimsCron } from './trim/trims.cron.js';
import { TrimsQueries } from './trim/trims.queries.js';
import { TrimsService } from './trim/trims.service.js';
import { UploadsListener } from './requests/uploads.listener.js';
import { WaveformController } from './waveform/waveform.controller.js';
import { WorkFolders } from './run/work-folders.js';

const ROWS = [
  TranscodingsService,
  TranscodingsQueries,
  RequestsQueries,
  Ranking,
  RankingQueries,
  RenditionsService,
  RenditionsQueries,
  Telling,
  UploadsListener,
  TranscodingViews,
];
const RENEWAL = [RenewalsQueries, RenewalsService];
const LIKENESS = [Duplicates, Fingerprints];
const LISTENING = [PreviewsService, PreviewTickets];
const TRIMMING = [TrimsService, TrimsQueries, TrimsCron, Trimmer, Trimming, TrimProcessor];
const WORK = [
  Ffmpeg,
  Look,
  Covers,
  Measuring,
  Encoding,
  Transcoder,
  MakingReady,
  Cancelling,
  Outcomes,
  WorkFolders,
  TranscodeProcessor,
  Sweep,
  TranscodingCron,
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
