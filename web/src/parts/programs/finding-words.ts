import { lengthWords, numberWords } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { clock } from './clock.ts';
import type { Finding } from './queries.ts';
import './words.vi.ts';

/** One finding as a sentence with its figures. */
export function useFindingWords(): (finding: Finding) => string {
  const { t } = useWords('programs');
  return (finding) => {
    const figure = (name: string) => Number(finding[name] ?? 0);
    return t(`findings.${finding.code}`, {
      seconds: numberWords(figure('seconds'), figure('seconds') % 1 === 0 ? 0 : 1),
      from: clock(figure('from')),
      times: numberWords(figure('times')),
      of: figure('of'),
      channel: t(`channels.${finding['channel'] === 'right' ? 'right' : 'left'}`),
      declared: lengthWords(figure('declared')),
      length: lengthWords(figure('seconds')),
      title: titleOf(finding),
    });
  };
}

/** Of the other program with the same audio. */
function titleOf({ programs }: Finding): string {
  const [first] = Array.isArray(programs) ? (programs as { title?: string }[]) : [];
  return first?.title ?? '';
}

/** Where in the audio it is, in seconds; undefined when it is about all of it. */
export function placeOf(finding: Finding, seconds: number): { from: number; seconds: number } | undefined {
  const length = Number(finding['seconds'] ?? 0);
  switch (finding.code) {
    case 'silence-at-start':
      return { from: 0, seconds: length };
    case 'silence-at-end':
      return { from: Math.max(0, seconds - length), seconds: length };
    case 'silence-inside':
      return { from: Number(finding['from']), seconds: length };
    case 'gap':
      return { from: Number(finding['from']), seconds: 0 };
    default:
      return undefined;
  }
}
