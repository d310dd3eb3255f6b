import { Body, Controller, HttpCode, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { Config } from '../../platform/config/config.js';
import { TakesBody } from '../../platform/http/bodies/takes-body.decorator.js';
import { NotCsv, ImportFaulty } from './import.problems.js';
import { ImportQuery, ImportView } from './import.schemas.js';
import { ImportService } from './import.service.js';
import { parseStationsCsv } from './parse-stations-csv.js';
import { UnitCodeTaken } from '../units/units.problems.js';
import { OneStationPerUnit } from '../stations.problems.js';
import { StationAlreadyServed } from '../centres/centres.problems.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';

@ApiTags('stations')
@Controller('centres/:id/stations/import')
export class ImportController implements OnModuleInit {
  constructor(
    private readonly imports: ImportService,
    private readonly config: Config,
    private readonly http: HttpAdapterHost,
  ) {}

  /** Accepts bodies of type text/csv, as bytes and no larger than any other body. */
  onModuleInit(): void {
    const server: FastifyInstance = this.http.httpAdapter.getInstance();
    server.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Import units and stations from a CSV file, all or nothing' })
  @HttpCode(200)
  @Requires('stations:manage')
  @TakesBody({ type: 'text/csv', large: true })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', description: 'Columns name,kind,code_2022,successor_2025; UTF-8' } })
  @ApiResponse({ status: 200, standardSchema: ImportView })
  @Refuses(ImportFaulty, UnitCodeTaken, OneStationPerUnit, StationAlreadyServed, ScheduleBusy)
  async run(
    @Param('id', { schema: z.uuid() }) centreId: string,
    @Query({ schema: ImportQuery }) query: ImportQuery,
    @Body() body: unknown,
    @By() actor: Actor,
  ): Promise<ImportView> {
    if (!Buffer.isBuffer(body)) throw new NotCsv();
    const file = parseStationsCsv(body, this.config.settings.STATIONS_PER_IMPORT);
    const terms = { ...query, centreId, servedFrom: query.servedFrom ?? query.codesFrom };
    return this.imports.run(file, terms, { dryRun: query.dryRun, by: actor });
  }
}
