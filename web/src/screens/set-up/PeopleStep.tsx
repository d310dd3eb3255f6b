import { useState } from 'react';
import { useQueryClient } from '../../api/query.ts';
import { HELD_DIALOG } from '../../parts/held-dialog.ts';
import { InvitationCode } from '../../parts/InvitationCode.tsx';
import { Button, Group, Modal, Stack, Text } from '../../ui/core.ts';
import { capital } from '../../words/formats.ts';
import { codeWord, useWords } from '../../words/words.ts';
import type { AddedPerson } from './actions.ts';
import { PersonForm } from './PersonForm.tsx';
import type { Progress } from './use-progress.ts';

/** Of many, the newest are named. */
const MOST = 8;

/** The first people; each gets a code once. */
export function PeopleStep({ progress }: { progress: Progress }) {
  const { t } = useWords('setUp');
  const client = useQueryClient();
  const [added, setAdded] = useState<AddedPerson>();
  const show = (person: AddedPerson) => {
    // Stays here when there are enough: the page would go on to the next step by itself.
    progress.open('people');
    setAdded(person);
  };
  const close = () => {
    setAdded(undefined);
    void client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <Stack>
      <Text>{t('people.how')}</Text>
      {progress.people.length > 1 && (
        <div>
          <Text fw={600}>{t('people.list', { count: progress.people.length })}</Text>
          {progress.people.slice(-MOST).map(({ id, name, grants }) => (
            <Text key={id}>
              {name}, {[...new Set(grants.map(({ role }) => codeWord('Role', role)))].map(capital).join(', ')}
            </Text>
          ))}
        </div>
      )}
      <PersonForm key={progress.people.length} progress={progress} onAdded={show} />
      <Group justify="flex-end">
        <Button
          variant={progress.done.includes('people') ? 'filled' : 'default'}
          onClick={() => progress.open('device')}
        >
          {progress.done.includes('people') ? t('next') : t('later')}
        </Button>
      </Group>
      {added && (
        <Modal opened size="lg" title={t('people.codeTitle', { name: added.person.name })} {...HELD_DIALOG}>
          <InvitationCode name={added.person.name} invitation={added.invitation} onClose={close} />
        </Modal>
      )}
    </Stack>
  );
}
