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
import { ProgramsQueries } from './programs.queries.js';
import { ProgramsService } from './programs.service.js';
import { LeftoversService } from './upload/leftovers.service.js';
import { OriginalFiles } from './upload/original-files.service.js';
import { OriginalsService } from './upload/originals.service.js';
import { UploadsController } from './upload/uploads.controller.js';
import { UploadsQueries } from './upload/uploads.queries.js';
import { UploadsService } from './upload/uploads.service.js';

const LIBRARY = [CatalogueService, LibraryQueries, LibraryService, ListsQueries, SegmentsService];
const UPLOAD = [LeftoversService, OriginalFiles, OriginalsService, ProgramsCron, UploadsQueries, UploadsService];

/** The library: metadata, topics, segments, originals, approval. */
@Module({
  imports: [TypeOrmModule.forFeature([Program, Original])],
  controllers: [ProgramsController, UploadsController, ApprovalsController, ListsController],
  providers: [ProgramsQueries, ProgramsService, ApprovalsQueries, ApprovalsService, ...LIBRARY, ...UPLOAD],
  exports: [ProgramsService, ApprovalsService, OriginalsService],
})
export class ProgramsModule {}
