import { Global, Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';
import { AuditService } from './audit.service.js';

@Global()
@Module({ providers: [AuditQueries, AuditService], exports: [AuditQueries, AuditService] })
export class AuditModule {}
