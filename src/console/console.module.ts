import { Module } from '@nestjs/common';
import { ConsoleController } from './console.controller.js';

/** The pages that people use, as web/ builds them. Knows nothing of what they show: they ask the API. */
@Module({ controllers: [ConsoleController] })
export class ConsoleModule {}
