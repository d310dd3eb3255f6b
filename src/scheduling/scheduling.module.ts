import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { StationsModule } from '../stations/stations.module.js';

/** Airtime rules, entries, recurrence, conflicts and broadcasts. */
@Module({ imports: [StationsModule, ProgramsModule] })
export class SchedulingModule {}
