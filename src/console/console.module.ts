import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Config } from '../platform/config/config.js';
import { ConsoleController } from './console.controller.js';
import { serveConsoleFiles } from './serve-files.js';

/** The pages that people use, as web/ builds them. Knows nothing of what they show: they ask the API. */
@Module({ controllers: [ConsoleController] })
export class ConsoleModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.settings.ROLE === 'worker') return;
    await serveConsoleFiles(this.host.httpAdapter.getInstance());
  }
}
