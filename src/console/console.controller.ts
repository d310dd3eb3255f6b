import { randomBytes } from 'node:crypto';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.js';
import { Open } from '../platform/http/open.decorator.js';
import { packageVersion } from '../platform/version.js';
import { ConsolePage } from './console-files.js';
import { CONSOLE_ROUTES } from './console-paths.js';
import { contentPolicy } from './content-policy.js';
import { INDEX_LINKS } from './index-links.js';

@ApiExcludeController()
@Controller()
@Open()
export class ConsoleController {
  private readonly version = packageVersion();
  private readonly page = new ConsolePage();

  constructor(private readonly config: Config) {}

  /** The console for browsers, and where everything is for programs. */
  @Get('/')
  index(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply, @Query() _query: object): void {
    void reply.header('vary', 'accept');
    if (headers.accept?.includes('text/html')) return this.show(reply, _query);
    const links = Object.fromEntries(
      Object.entries(INDEX_LINKS).map(([name, { href, vi, en }]) => [name, { href, name: { vi, en } }]),
    );
    void reply.send({ service: 'Vang', version: this.version, links });
  }

  /** One page for all addresses of the console: it draws what the address and its query name. */
  @Get(CONSOLE_ROUTES)
  show(@Res() reply: FastifyReply, @Query() _query: object): void {
    const nonce = randomBytes(16).toString('base64url');
    const isHttps = this.config.settings.PUBLIC_URL?.startsWith('https:') ?? false;
    void reply
      .header('content-security-policy', contentPolicy(nonce, isHttps))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(this.page.withNonce(nonce));
  }
}
