import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { SignedIn } from '../../identity/requires.decorator.js';
import { NameInBoth } from '../../platform/http/wire.schemas.js';
import { allReasons, type NotAiredReason } from './reasons.queries.js';

const ReasonList = z
  .object({
    items: z.array(z.object({ code: z.string(), name: NameInBoth })),
  })
  .meta({ id: 'NotAiredReasons' });

@ApiTags('playback')
@Controller('not-aired-reasons')
export class ReasonsController {
  constructor(private readonly source: DataSource) {}

  /** The code list of reasons why something was not aired. */
  @Get()
  @ApiOperation({ summary: 'Reasons why something did not air' })
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: ReasonList })
  async list(): Promise<{ items: NotAiredReason[] }> {
    return { items: await allReasons(this.source) };
  }
}
