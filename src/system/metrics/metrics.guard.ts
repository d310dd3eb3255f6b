import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AddressList, readAddressList } from '../../platform/config/address-list.js';
import { Config } from '../../platform/config/config.js';
import { MetricsNotAllowed } from './metrics.problems.js';

const OF_PROXIES = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
const LOOPBACK = readAddressList('127.0.0.0/8,::1');

/**
 * Allows who sends METRICS_TOKEN, or calls from an address of METRICS_ALLOW; without either setting only this machine.
 * What a proxy passes on without being trusted has the address of the proxy, so only the token counts.
 */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.hasToken(request) || this.isFromAllowed(request)) return true;
    throw new MetricsNotAllowed();
  }

  private hasToken({ headers }: FastifyRequest): boolean {
    const { METRICS_TOKEN } = this.config.settings;
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return METRICS_TOKEN !== undefined && token !== undefined && timingSafeEqual(hash(token), hash(METRICS_TOKEN));
  }

  private isFromAllowed({ ip, headers }: FastifyRequest): boolean {
    const { TRUST_PROXY } = this.config.settings;
    const isPassedOn = OF_PROXIES.some((name) => name in headers);
    if (isPassedOn && TRUST_PROXY === undefined) return false;
    return this.allowed()?.(ip) ?? false;
  }

  private allowed(): AddressList | undefined {
    const { METRICS_ALLOW, METRICS_TOKEN } = this.config.settings;
    if (METRICS_ALLOW || METRICS_TOKEN !== undefined) return METRICS_ALLOW;
    return typeof LOOPBACK === 'function' ? LOOPBACK : undefined;
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
