import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalListeningController } from './approval/approval-listening.controller.js';
import { ApprovalsController } from './approval/approvals.controller.js';
import { ApprovalsService } from './approval/approvals.service.js';
import { ApprovalListeningService } from './approval/approval-listening.service.js';
import { DecisionViews } from './approval/decision.views.js';
import { ProgramAuditController } from './audit/program-audit.controller.js';
import { ProgramAuditViews } from './audit/program-audit.views.js';
import { LeftoversService } from './cleanup/leftovers.service.js';
import { LeftoversTick } from './cleanup/leftovers.tick.js';
import { LibraryService } from './library/library.service.js';
import { LibraryViews } from './library/library.views.js';
import { ProgramFactsService } from './library/program-facts.service.js';
import { ProgramsController } from './library/programs.controller.js';
import { ListeningService } from './listening/listening.service.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsService } from './lists/lists.service.js';
import { StoredFilesDirectory } from '../platform/storage/stored-files.directory.js';
import { Program } from './program.entity.js';
import { ProgramsService } from './programs.service.js';
import { ResumableUpload } from './resumable/resumable-upload.entity.js';
import { ResumableUploadsController } from './resumable/resumable-uploads.controller.js';
import { ResumableUploadsService } from './resumable/resumable-uploads.service.js';
import { TusUploadsStore } from './resumable/tus-uploads.store.js';
import { TusService } from './resumable/tus.service.js';
import { AdmissionService } from './upload/admission.service.js';
import { AudioFilesService } from './upload/audio-files.service.js';
import { Original } from './upload/original.entity.js';
import { OriginalsService } from './upload/originals.service.js';
import { StoredAudioDirectory } from './upload/stored-audio.directory.js';
import { UploadsController } from './upload/uploads.controller.js';
import { UploadsService } from './upload/uploads.service.js';

const doors = [ProgramsService, ApprovalsService, AudioFilesService, OriginalsService];
const library = [LibraryService, ProgramFactsService, LibraryViews, ListsService, DecisionViews, ProgramAuditViews];
const listening = [ListeningService, ApprovalListeningService];
const uploads = [AdmissionService, UploadsService, ResumableUploadsService, TusService, TusUploadsStore];
const cleanup = [LeftoversService, LeftoversTick];

/** What the platform asks for. A module of its own, because the hooks of a global module run before the workers are registered. */
@Global()
@Module({
  providers: [{ provide: StoredFilesDirectory, useClass: StoredAudioDirectory }],
  exports: [StoredFilesDirectory],
})
class ForPlatformModule {}

/** The library: programs with their topics, segments, originals and approvals. */
@Module({
  imports: [ForPlatformModule, TypeOrmModule.forFeature([Program, Original, ResumableUpload])],
  controllers: [
    ProgramsController,
    ListsController,
    ApprovalsController,
    ApprovalListeningController,
    ProgramAuditController,
    UploadsController,
    ResumableUploadsController,
  ],
  providers: [...doors, ...library, ...listening, ...uploads, ...cleanup],
  exports: doors,
})
export class ProgramsModule {}
