import { type FormEvent, useState } from 'react';
import { useMutation, useQueryClient } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import sections from '../../parts/Sections.module.css';
import { say } from '../../parts/toasts.ts';
import { Button, Group, Stack, Text, Title, useFocusBack } from '../../ui/core.ts';
import { IconPlus } from '../../ui/icons.ts';
import { useWords } from '../../words/words.ts';
import { giveGrant } from './actions.ts';
import styles from './Administration.module.css';
import { EndGrant } from './EndGrant.tsx';
import { GrantFields } from './GrantFields.tsx';
import type { Grant, Person } from './queries.ts';
import { useGrantWords } from './use-grant-words.ts';
import { useNewGrant } from './use-new-grant.ts';

/** The roles of somebody, each given and ended by itself. */
export function Grants({ person }: { person: Person }) {
  const { t } = useWords('administration');
  const [isGiving, setGiving] = useState(false);
  return (
    <section className={sections.section}>
      <Group justify="space-between" pb="sm">
        <Title order={3} size="h4">
          {t('person.grants')}
        </Title>
        {!person.endedAt && !isGiving && (
          <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setGiving(true)}>
            {t('person.giveGrant')}
          </Button>
        )}
      </Group>
      {isGiving && <GiveGrant person={person} onDone={() => setGiving(false)} />}
      {person.grants.map((grant) => (
        <GrantLine key={grant.id} person={person} grant={grant} />
      ))}
      {person.grants.length === 0 && <Text c="dimmed">{t('people.noGrant')}</Text>}
    </section>
  );
}

function GrantLine({ person, grant }: { person: Person; grant: Grant }) {
  const { t } = useWords('administration');
  const words = useGrantWords();
  const [isEnding, setEnding] = useState(false);
  return (
    <div className={styles.line}>
      <div className={styles.deed}>
        <Text fw={600}>{words.role(grant)}</Text>
        <Text c="dimmed">{words.where(grant)}</Text>
      </div>
      {!person.endedAt && (
        <Button
          variant="default"
          aria-label={t('person.endGrantNamed', words.told(grant))}
          onClick={() => setEnding(true)}
        >
          {t('person.endGrant')}
        </Button>
      )}
      {isEnding && <EndGrant person={person} grant={grant} onClose={() => setEnding(false)} />}
    </div>
  );
}

function GiveGrant({ person, onDone }: { person: Person; onDone: () => void }) {
  useFocusBack(true);
  const { t } = useWords('administration');
  const { t: common } = useWords();
  const client = useQueryClient();
  const words = useGrantWords();
  const grant = useNewGrant();
  const give = useMutation({
    mutationFn: async () => (grant.body ? giveGrant(person.id, grant.body) : undefined),
    onSuccess: (given) => {
      if (given) say(t('person.grantGiven', { name: person.name, ...words.told(given) }));
      void client.invalidateQueries({ queryKey: ['people'] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} gap="sm" py="sm">
      <GrantFields grant={grant} />
      {give.error && <Failure error={give.error} />}
      <Group>
        <Button type="submit" loading={give.isPending} disabled={!grant.body}>
          {t('person.give')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {common('actions.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
