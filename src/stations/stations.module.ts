import { Module } from '@nestjs/common';

/** Centres, units with dated codes, stations, groups, clusters, and the devices that play. */
@Module({ imports: [] })
export class StationsModule {}
