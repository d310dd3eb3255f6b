import { HttpException } from '@nestjs/common';
import { InvalidRequest, NoSuchRoute, NotReady, Refused, TooLarge, UnsupportedMediaType } from './http.problems.js';
import type { Problem } from './problem.js';

/** The problem for an error that Nest, Fastify or one of their plug-ins throws; undefined for their own faults. */
export function frameworkProblem(error: unknown): Problem | undefined {
  const { status, message } = seen(error);
  if (status === 400) return new InvalidRequest([], { vi: `Không đọc được yêu cầu: ${message}`, en: message });
  if (status === 404) return new NoSuchRoute();
  if (status === 413) return new TooLarge();
  if (status === 415) return new UnsupportedMediaType({ vi: 'Loại nội dung này không được nhận ở đây.', en: message });
  if (status === 503) return new NotReady();
  return status < 500 ? new Refused(status, message) : undefined;
}

function seen(error: unknown): { status: number; message: string } {
  const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
  return { status, message: error instanceof Error ? error.message : '' };
}

function statusCodeOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
