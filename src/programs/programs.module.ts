import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsQueries } from './approval/approvals.queries.js';
import { ApprovalsService } from './approval/approvals.service.js';
import { Program } from './program.entity.js';
import { ProgramsQueries } from './programs.queries.js';
import { ProgramsService } from './programs.service.js';

/** The library: metadata, topics, segments, originals, approval. */
@Module({
  imports: [TypeOrmModule.forFeature([Program])],
  providers: [ProgramsQueries, ProgramsService, ApprovalsQueries, ApprovalsService],
  exports: [ProgramsService, ApprovalsService],
})
export class ProgramsModule {}
