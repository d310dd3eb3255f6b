import { Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { ProgramsModule } from '../programs/programs.module.js';

/** Makes audio fit for the air; the only user of ffmpeg. */
@Module({ imports: [ProgramsModule, BullModule.registerQueue({ name: 'transcoding' })] })
export class TranscodingModule {}
