import { Controller, Delete, Head, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../identity/actor.js';
import { By, Requires, SignedIn } from '../../identity/requires.decorator.js';
import { drain } from '../upload/form.js';
import { asWebRequest, PIECE } from './offset-bodies.js';
import { TusService, UPLOADS } from './tus.service.js';

const TUS = { 'tus-resumable': '1.0.0', 'tus-version': '1.0.0' };
const One = () => Param('id', { schema: z.uuid() });
const tusHeader = { name: 'Tus-Resumable', required: true, example: '1.0.0' };
const lengthHeader = { name: 'Upload-Length', required: true, description: 'Bytes of the whole file' };
const metadataHeader = {
  name: 'Upload-Metadata',
  required: true,
  description: '`programId` and `filename`, each followed by its value in base64; other keys are ignored',
};
const binary = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('uploads')
@Controller('uploads')
export class ResumableUploadsController {
  constructor(private readonly tus: TusService) {}

  @Options()
  @SignedIn()
  @ApiOperation({ summary: 'What of tus 1.0.0 is spoken here, and how large an upload may be' })
  @ApiResponse({ status: 204 })
  describe(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor): Promise<void> {
    return this.speak(request, reply, actor);
  }

  @Post()
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: "Begin an upload of a program's audio that can go on after it broke off (tus 1.0.0)" })
  @ApiHeader(tusHeader)
  @ApiHeader(lengthHeader)
  @ApiHeader(metadataHeader)
  @ApiResponse({ status: 201, description: 'Location says where to send the pieces' })
  begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor): Promise<void> {
    return this.speak(request, reply, actor);
  }

  @Head(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'How much has arrived: Upload-Offset of Upload-Length' })
  @ApiHeader(tusHeader)
  @ApiResponse({ status: 200 })
  look(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  @Patch(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Send a piece; with the last one the program has its audio, and transcoding begins' })
  @ApiConsumes(PIECE)
  @ApiBody(binary)
  @ApiHeader(tusHeader)
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'The byte at which the piece begins' })
  @ApiResponse({ status: 204, description: 'Upload-Offset says how much has arrived' })
  goOn(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  @Delete(':id')
  @Requires('programs:write', 'programs:contribute')
  @ApiOperation({ summary: 'Give the upload up; what has arrived of it is removed' })
  @ApiHeader(tusHeader)
  @ApiResponse({ status: 204 })
  giveUp(@One() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() actor: Actor) {
    return this.speak(request, reply, actor, id);
  }

  private async speak(request: FastifyRequest, reply: FastifyReply, by: Actor, id?: string): Promise<void> {
    void reply.headers(TUS);
    try {
      const path = id === undefined ? UPLOADS : `${UPLOADS}/${id}`;
      const answer = await this.tus.answer(asWebRequest(request, path), by);
      // The service is for its own console: nothing is said to pages from elsewhere.
      const told = [...answer.headers].filter(([name]) => !/^(access-control-|content-)/.test(name));
      void reply.status(answer.status).headers(Object.fromEntries(told)).send();
    } finally {
      drain(request.raw);
    }
  }
}
