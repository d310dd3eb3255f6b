import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { NotFound } from '../http/http.problems.js';
import { Refuses } from '../http/refuses.decorator.js';
import { REVALIDATED, TakesIfNoneMatch } from '../http/revalidation.decorator.js';
import { RangeNotSatisfiable, StorageAway } from './storage.problems.js';

const AUDIO = { 'audio/*': { schema: { type: 'string', format: 'binary' } } };
const text = { type: 'string' as const };
const headers = {
  ...REVALIDATED,
  'Accept-Ranges': { description: 'Always `bytes`', schema: text },
};
const ofPart = {
  ...headers,
  'Content-Range': { description: 'Which bytes of how many, e.g. `bytes 0-999/4200`', schema: text },
};

/** Declares what a route that answers with `sendAudio` takes and answers with. */
export const AnswersAudio = () =>
  applyDecorators(
    TakesIfNoneMatch(),
    ApiHeader({ name: 'Range', required: false, description: 'One range, e.g. `bytes=1000-`', schema: text }),
    ApiHeader({
      name: 'If-Range',
      required: false,
      description: 'The `ETag` of what the client holds a part of: if it has changed, all of it is sent',
      schema: text,
    }),
    ApiResponse({ status: 200, description: 'All of the audio', content: AUDIO, headers }),
    ApiResponse({ status: 206, description: 'The range of it that was asked for', content: AUDIO, headers: ofPart }),
    Refuses(NotFound, RangeNotSatisfiable, StorageAway),
  );
