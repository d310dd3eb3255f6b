import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { Idempotent } from '../../identity/idempotency/idempotency.decorator.js';
import { By, Requires } from '../../identity/requires.decorator.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { AnswersUnlessHeld } from '../../platform/http/revalidation.decorator.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { MAY_STOP_CENTRE, MAY_STOP_STATION, type StoppedThing } from '../../scheduling/withdrawals/stops.service.js';
import { StopViews } from './stop.views.js';
import { StoppingService } from './stopping.service.js';
import { LiftedStop, NewProgramStop, NewStop, StopState } from './stops.schemas.js';

const Id = { schema: z.uuid() };
const ANSWER = { status: 200, standardSchema: StopState };

/** Stops a program everywhere, a station, or all stations of a centre. */
@ApiTags('schedule')
@Controller()
export class StopsController {
  constructor(
    private readonly stopping: StoppingService,
    private readonly views: StopViews,
  ) {}

  @Post('programs/:id/stop')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'program', id }))
  @HttpCode(200)
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Stop a program everywhere, at once, also on the air and in emergencies' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound)
  stopProgram(
    @Param('id', Id) id: string,
    @Body({ schema: NewProgramStop }) { because }: NewProgramStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.stop({ kind: 'program', id }, { because, until: null, by });
  }

  @Post('stations/:id/stop')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'station', id }))
  @HttpCode(200)
  @Requires(...MAY_STOP_STATION)
  @ApiOperation({ summary: 'Stop a station at once: nothing airs there, except emergencies' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound, InvalidRequest)
  stopStation(
    @Param('id', Id) id: string,
    @Body({ schema: NewStop }) { because, until }: NewStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.stop({ kind: 'station', id }, { because, until, by });
  }

  @Post('centres/:id/stop')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'centre', id }))
  @HttpCode(200)
  @Requires(...MAY_STOP_CENTRE)
  @ApiOperation({ summary: 'Stop all stations that a centre serves, at once: nothing airs there, except emergencies' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound, InvalidRequest)
  stopCentre(
    @Param('id', Id) id: string,
    @Body({ schema: NewStop }) { because, until }: NewStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.stop({ kind: 'centre', id }, { because, until, by });
  }

  @Post('programs/:id/stop/lift')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'program', id }))
  @HttpCode(200)
  @Requires('programs:approve')
  @ApiOperation({ summary: 'Lift the stop of a program: what is ahead airs again' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound)
  liftProgram(
    @Param('id', Id) id: string,
    @Body({ schema: LiftedStop }) { because }: LiftedStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.lift({ kind: 'program', id }, { because, by });
  }

  @Post('stations/:id/stop/lift')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'station', id }))
  @HttpCode(200)
  @Requires(...MAY_STOP_STATION)
  @ApiOperation({ summary: 'Lift the stop of a station: what is ahead airs again' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound)
  liftStation(
    @Param('id', Id) id: string,
    @Body({ schema: LiftedStop }) { because }: LiftedStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.lift({ kind: 'station', id }, { because, by });
  }

  @Post('centres/:id/stop/lift')
  @Idempotent<StopsController>((controller, id) => controller.views.show({ kind: 'centre', id }))
  @HttpCode(200)
  @Requires(...MAY_STOP_CENTRE)
  @ApiOperation({ summary: 'Lift the stop of a centre: what is ahead airs again' })
  @ApiResponse(ANSWER)
  @Refuses(NotFound)
  liftCentre(
    @Param('id', Id) id: string,
    @Body({ schema: LiftedStop }) { because }: LiftedStop,
    @By() by: Actor,
  ): Promise<StopState> {
    return this.lift({ kind: 'centre', id }, { because, by });
  }

  @Get('programs/:id/stop')
  @Requires('programs:read')
  @ApiOperation({ summary: 'Whether a program is stopped, and how many devices know of it' })
  @AnswersUnlessHeld(StopState)
  @Refuses(NotFound)
  ofProgram(@Param('id', Id) id: string, @By() by: Actor): Promise<StopState> {
    return this.views.of({ kind: 'program', id }, by);
  }

  @Get('stations/:id/stop')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Whether a station is stopped, and how many devices know of it' })
  @AnswersUnlessHeld(StopState)
  @Refuses(NotFound)
  ofStation(@Param('id', Id) id: string, @By() by: Actor): Promise<StopState> {
    return this.views.of({ kind: 'station', id }, by);
  }

  @Get('centres/:id/stop')
  @Requires('schedule:read')
  @ApiOperation({ summary: 'Whether the stations of a centre are stopped, and how many devices know of it' })
  @AnswersUnlessHeld(StopState)
  @Refuses(NotFound)
  ofCentre(@Param('id', Id) id: string, @By() by: Actor): Promise<StopState> {
    return this.views.of({ kind: 'centre', id }, by);
  }

  private async stop(
    thing: StoppedThing,
    asked: { because: string; until: Date | null; by: Actor },
  ): Promise<StopState> {
    await this.stopping.stop(thing, asked);
    return this.views.show(thing);
  }

  private async lift(thing: StoppedThing, asked: { because: string; by: Actor }): Promise<StopState> {
    await this.stopping.lift(thing, asked);
    return this.views.show(thing);
  }
}
