import { problem } from '../../platform/http/problem.js';
import { type Listening, ListeningPart } from './judge-listening.js';
import { ListeningView, presentListening } from './listening.schemas.js';

/** 409: the person has not played enough of the audio to approve it. */
export class NotListened extends problem({
  status: 409,
  code: 'not-listened',
  vi: 'Hãy nghe trước khi phê duyệt. Còn phải nghe: {left}.',
  en: 'Listen to it before you approve it. Still to be heard: {left}.',
  extra: ListeningView,
}) {
  constructor(listening: Listening) {
    const words = listening.left.map((part) => ListeningPart.words[part]);
    const left = { vi: words.map(({ vi }) => vi).join(', '), en: words.map(({ en }) => en).join(', ') };
    super({ extra: presentListening(listening), values: { left } });
  }
}
