import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { SystemView } from './system.schemas.js';
import { SystemViews } from './system.views.js';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(private readonly views: SystemViews) {}

  @Get()
  @Requires('system:read')
  @ApiOperation({
    summary: 'Versions, processes, queues, storage and the last backup; for administrators with the scope everywhere',
  })
  @ApiResponse({ status: 200, standardSchema: SystemView })
  async state(@By() actor: Actor): Promise<SystemView> {
    needsEverywhere(actor, 'system:read');
    return this.views.state();
  }
}
