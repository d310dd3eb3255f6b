import type { Problem } from '../../../api/problem.ts';
import { Stack, Text } from '../../../ui/core.ts';
import { dayWords } from '../../../words/formats.ts';
import { useWords } from '../../../words/words.ts';
import { Failure } from '../../Failure.tsx';
import { Choices } from '../Choices.tsx';
import { useDoing } from '../doing-context.ts';
import { shortStation } from '../../short-station.ts';
import { type Clash, clashesOf, newTimeOf, operationsOf } from './clashes.ts';
import { TimeBar } from './TimeBar.tsx';

interface Props {
  problem: Problem;
  what: string;
}

const MOST_SHOWN = 3;

/** Explains what meets what, and offers the ways out of the service: each is one tap, none is chosen beforehand. */
export function ClashHelp({ problem, what }: Props) {
  const { t } = useWords('scheduling');
  const { run, isRunning, error } = useDoing();
  const { clashes, waysOut, total, unseen, stations } = clashesOf(problem);
  const [first] = clashes;
  const options = waysOut.map((way) => {
    const time = first && newTimeOf(way, first);
    const isTimed = way.code === 'after-it' || way.code === 'shift';
    const label =
      isTimed && !time ? way.detail : t(`ways.${way.code}`, { stations: stations.length, time: time ?? '' });
    return { key: way.code, label, operations: operationsOf(way.operations) };
  });
  const [shown, ...more] = firstByPlanned(clashes);
  return (
    <Stack gap="sm">
      {shown ? <Meeting clash={shown} all={clashes} /> : <Text>{problem.document.detail}</Text>}
      {total > clashes.length && <Text c="dimmed">{t('clash.total', { count: total })}</Text>}
      {unseen > 0 && <Text c="dimmed">{t('clash.unseen', { count: unseen })}</Text>}
      <Text fw={600} tabIndex={-1} data-autofocus>
        {t('clash.choose')}
      </Text>
      <Choices options={options} disabled={isRunning} onChoose={({ operations }) => run(operations, what)} />
      {error && <Failure error={error} />}
      {more.length > 0 && <Text fw={600}>{t('clash.more')}</Text>}
      {more.map((clash) => (
        <Meeting key={keyOf(clash)} clash={clash} all={clashes} />
      ))}
    </Stack>
  );
}

/** Of more stations, only their number is told. */
const MOST_NAMED = 4;

/** Two items that meet, and where. */
function Meeting({ clash, all }: { clash: Clash; all: readonly Clash[] }) {
  const { t } = useWords('scheduling');
  const names = stationsOf(all, clash).map(shortStation);
  const isFew = names.length <= MOST_NAMED;
  return (
    <div>
      <Text mb={4} title={names.join(', ')}>
        {t('clash.at', {
          day: dayWords(clash.localTime.slice(0, 10)),
          time: clash.localTime.slice(11),
          stations: isFew ? names.join(', ') : t('clash.stations', { count: names.length }),
        })}
      </Text>
      <TimeBar clash={clash} />
    </div>
  );
}

/** One of each pair of items at a time: the same at many stations is told once. */
function firstByPlanned(clashes: readonly Clash[]): Clash[] {
  const known = new Map(clashes.toReversed().map((clash) => [keyOf(clash), clash]));
  return [...known.values()].toReversed().slice(0, MOST_SHOWN);
}

const keyOf = ({ localTime, planned }: Clash): string =>
  `${localTime.slice(11)} ${planned.title} ${planned.startsAt.slice(11)}`;

const stationsOf = (clashes: readonly Clash[], clash: Clash): string[] => [
  ...new Set(clashes.filter((other) => keyOf(other) === keyOf(clash)).map(({ stationName }) => stationName)),
];
