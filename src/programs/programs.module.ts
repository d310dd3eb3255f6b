import { Module } from '@nestjs/common';

/** The library: metadata, topics, segments, originals, approval. */
@Module({ imports: [] })
export class ProgramsModule {}
