import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsQueries } from './approval/approvals.queries.js';
import { ApprovalsService } from './approval/approvals.service.js';
import { CatalogueService } from './library/catalogue.service.js';
import { LibraryQueries } from './library/library.queries.js';
import { LibraryService } from './library/library.service.js';
import { ProgramsController } from './library/programs.controller.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsQueries } from './lists/lists.queries.js';
import { SegmentsService } from './lists/segments.service.js';
import { Program } from './program.entity.js';
import { ProgramsQueries } from './programs.queries.js';
import { ProgramsService } from './programs.service.js';

const LIBRARY = [CatalogueService, LibraryQueries, LibraryService, ListsQueries, SegmentsService];

/** The library: metadata, topics, segments, originals, approval. */
@Module({
  imports: [TypeOrmModule.forFeature([Program])],
  controllers: [ProgramsController, ListsController],
  providers: [ProgramsQueries, ProgramsService, ApprovalsQueries, ApprovalsService, ...LIBRARY],
  exports: [ProgramsService, ApprovalsService],
})
export class ProgramsModule {}
