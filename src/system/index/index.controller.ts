import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '../../platform/http/open.decorator.js';
import { packageVersion } from '../../platform/version.js';
import { INDEX_LINKS, indexPage } from './index-page.js';

@ApiExcludeController()
@Controller()
@Open()
export class IndexController {
  private readonly version = packageVersion();

  /** JSON, and a page for browsers. */
  @Get('/')
  index(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.header('vary', 'accept');
    if (headers.accept?.includes('text/html')) {
      return void reply.type('text/html; charset=utf-8').send(indexPage(this.version));
    }
    const links = Object.fromEntries(
      Object.entries(INDEX_LINKS).map(([name, { href, vi, en }]) => [name, { href, name: { vi, en } }]),
    );
    void reply.send({ service: 'Vang', version: this.version, links });
  }
}
