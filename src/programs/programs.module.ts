import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsController } from './approval/approvals.controller.js';
import { ApprovalsQueries } from './approval/approvals.queries.js';
import { ApprovalsService } from './approval/approvals.service.js';
import { CatalogueService } from './library/catalogue.service.js';
import { LibraryQueries } from './library/library.queries.js';
import { LibraryService } from './library/library.service.js';
import { ProgramsController } from './library/programs.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsQueries } from './lists/lists.queries.js';
import { SegmentsService } from './lists/segments.service.js';
import { Original } from './original.entity.js';
import { Program } from './program.entity.js';
import { ProgramsCron } from './programs.cron.js';
import { ProgramsService } from './programs.service.js';
import { Completion } from './resumable/completion.service.js';
import { OffsetBodies } from './resumable/offset-bodies.js';
import { ResumableUpload } from './resumable/resumable-upload.entity.js';
import { ResumableUploadsController } from './resumable/resumable-uploads.controller.js';
import { ResumableUploadsQueries } from './resumable/resumable-uploads.queries.js';
import { ResumableUploads } from './resumable/resumable-uploads.service.js';
import { TusService } from './resumable/tus.service.js';
import { UploadStore } from './resumable/upload-store.js';
import { Admission } from './upload/admission.service.js';
import { AudioKinds } from './upload/audio-kinds.service.js';
import { DailyVolume } from './upload/daily-volume.service.js';
import { LeftoversService } from './upload/leftovers.service.js';
import { AudioFiles } from './upload/audio-files.service.js';
import { OriginalsService } from './upload/originals.service.js';
import { UploadsController } from './upload/uploads.controller.js';
import { AudioFilesQueries } from './upload/audio-files.queries.js';
import { UploadsService } from './upload/uploads.service.js';
import { VolumeQueries } from './upload/volume.queries.js';

const LIBRARY = [CatalogueService, LibraryQueries, LibraryService, ListsQueries, SegmentsService];
const UPLOAD = [
  Admission,
  AudioKinds,
  DailyVolume,
  LeftoversService,
  AudioFiles,
  OriginalsService,
  ProgramsCron,
  AudioFilesQueries,
  UploadsService,
  VolumeQueries,
];
const RESUMABLE = [Completion, OffsetBodies, ResumableUploads, ResumableUploadsQueries, TusService, UploadStore];

/** The library: metadata, topics, segments, originals, approval. */
@Module({
  imports: [TypeOrmModule.forFeature([Program, Original, ResumableUpload])],
  controllers: [
    ProgramsController,
    UploadsController,
    ResumableUploadsController,
    ApprovalsController,
    ListsController,
  ],
  providers: [ProgramsService, ApprovalsQueries, ApprovalsService, ...LIBRARY, ...UPLOAD, ...RESUMABLE],
  exports: [ProgramsService, ApprovalsService, AudioFiles, AudioKinds, OriginalsService],
})
export class ProgramsModule {}
