import { useQuery } from '../../api/query.ts';
import { type Program, topicsQuery } from '../../parts/programs/queries.ts';
import { standingOf } from '../../parts/programs/standing.ts';
import { Anchor, Text } from '../../ui/core.ts';
import { useIsWide } from '../../ui/window-width.ts';
import { Table } from '../../ui/desk.ts';
import { Link } from '../../ui/routing.ts';
import { lengthWords, momentWords } from '../../words/formats.ts';
import { HERE } from '../../words/here.ts';
import { useWords } from '../../words/words.ts';
import styles from './ProgramTable.module.css';
import { AudioStanding } from '../../parts/uploads/AudioStanding.tsx';

/** One row a program; a list of blocks on a phone. */
export function ProgramTable({ programs }: { programs: readonly Program[] }) {
  const isWide = useIsWide();
  const { data } = useQuery(topicsQuery);
  const topicOf = (code: string) => data?.items.find((topic) => topic.code === code)?.name.vi ?? '';
  const rows = programs.map((program) => ({ program, topic: topicOf(program.topic) }));
  return isWide ? <Rows rows={rows} /> : <Blocks rows={rows} />;
}

interface RowsProps {
  rows: readonly { program: Program; topic: string }[];
}

function Rows({ rows }: RowsProps) {
  const { t } = useWords('programs');
  const { t: words } = useWords('library');
  const none = words('none');
  return (
    <Table className={styles.table ?? ''} verticalSpacing="xs" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={styles.name ?? ''}>{t('fields.title')}</Table.Th>
          <Table.Th>{t('fields.topic')}</Table.Th>
          <Table.Th>{t('fields.segmentId')}</Table.Th>
          <Table.Th>{t('facts.length')}</Table.Th>
          <Table.Th>{t('facts.sender')}</Table.Th>
          <Table.Th>{t('facts.standing')}</Table.Th>
          <Table.Th>{t('facts.nextAiring')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ program, topic }) => (
          <Table.Tr key={program.id}>
            <Table.Td>
              <Name program={program} />
            </Table.Td>
            <Table.Td>{topic}</Table.Td>
            <Table.Td>{program.segmentName ?? none}</Table.Td>
            <Table.Td className="digits">{program.seconds === null ? none : lengthWords(program.seconds)}</Table.Td>
            <Table.Td>{senderOf(program)}</Table.Td>
            <Table.Td>
              <AudioStanding program={program} />
              <StillOnAir program={program} />
            </Table.Td>
            <Table.Td className="digits">{nextAiringOf(program) ?? none}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Blocks({ rows }: RowsProps) {
  const { t } = useWords('programs');
  return (
    <ul className={styles.blocks}>
      {rows.map(({ program, topic }) => (
        <li key={program.id} className={styles.block}>
          <Name program={program} />
          <AudioStanding program={program} />
          <StillOnAir program={program} />
          <Text c="dimmed">
            {[topic, program.seconds === null ? '' : lengthWords(program.seconds), senderOf(program)]
              .filter((part) => part !== '')
              .join(', ')}
          </Text>
          {program.nextAiring && (
            <Text>
              {t('facts.nextAiring')}: <span className="digits">{nextAiringOf(program)}</span>
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

const Name = ({ program: { id, title } }: { program: Program }) => (
  <Anchor component={Link} to={`/thu-vien/${id}`} fw={600} c="inherit" className={styles.title ?? ''}>
    {title}
  </Anchor>
);

/** While a newer version waits, the approved one goes on airing. */
function StillOnAir({ program }: { program: Program }) {
  const { t } = useWords('programs');
  const isOlder = program.inForce !== null && standingOf(program) !== 'approved' && program.withdrawnAt === null;
  return isOlder ? (
    <Text size="sm" c="dimmed">
      {t('olderOnAir')}
    </Text>
  ) : null;
}

const senderOf = ({ original, createdBy }: Program): string => original?.uploadedBy.name ?? createdBy.name;

const nextAiringOf = ({ nextAiring }: Program): string | undefined =>
  nextAiring ? momentWords(nextAiring.startsAt, HERE) : undefined;
