import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Settings } from '../../config/config.js';
import { UnsupportedMediaType } from '../http.problems.js';
import { UnknownEncoding } from './bodies.problems.js';
import { bodyRulesOf } from './takes-body.decorator.js';
import { UnparsedJson } from './unparsed-json.js';

const JSON_TYPE = 'application/json';
const ENCODINGS = ['utf-8', 'utf8', 'us-ascii'];

/**
 * Limits what a request may send by its route (`TakesBody`), before a byte of it is read, and leaves JSON unparsed
 * (`BodyInterceptor` parses it). Must be called before routes are added.
 */
export function acceptBodies(server: FastifyInstance, settings: Settings): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body: Buffer, done) =>
    done(null, new UnparsedJson(body, encodingOf(request) === 'gzip')),
  );
  server.addHook('onRoute', (route) => {
    const { large } = bodyRulesOf(route.config);
    route.bodyLimit ??= large ? settings.BODY_MAX_BYTES : settings.BODY_SMALL_MAX_BYTES;
  });
  // After `onRequest`, so that refused requests count towards the limit per address.
  server.addHook('preParsing', (request, _reply, payload, done) => {
    try {
      if (!request.is404) refuseUnacceptable(request);
      done(null, payload);
    } catch (error) {
      done(error as Error);
    }
  });
}

const JSON_IS_UTF8 = {
  vi: 'JSON luôn là UTF-8; hãy gửi không kèm charset.',
  en: 'JSON is UTF-8; send it without a charset.',
};

/** @throws UnsupportedMediaType */
function refuseUnacceptable(request: FastifyRequest): void {
  const { type = JSON_TYPE, gzip = false } = bodyRulesOf(request.routeOptions.config);
  const encoding = encodingOf(request);
  if (encoding !== 'identity' && !(gzip && encoding === 'gzip')) throw new UnknownEncoding(encoding, gzip);
  const declared = request.headers['content-type'];
  if (request.method === 'GET' || request.method === 'HEAD' || (declared === undefined && !hasBody(request))) return;
  const [given = '', ...parameters] = (declared ?? '').toLowerCase().split(';');
  if (given.trim() !== type)
    throw new UnsupportedMediaType({ vi: `Hãy gửi nội dung kiểu ${type}.`, en: `Send the body as ${type}.` });
  const charset = /^\s*charset\s*=\s*"?([^"\s]*)/.exec(parameters.find((text) => text.includes('charset')) ?? '')?.[1];
  if (type === JSON_TYPE && charset !== undefined && !ENCODINGS.includes(charset))
    throw new UnsupportedMediaType(JSON_IS_UTF8);
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const encodingOf = ({ headers }: FastifyRequest): string =>
  headers['content-encoding']?.trim().toLowerCase() || 'identity';
