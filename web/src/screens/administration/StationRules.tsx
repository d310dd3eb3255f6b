import { useState } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useQueries, useQuery } from '../../api/query.ts';
import { Failure } from '../../parts/Failure.tsx';
import { useNow } from '../../parts/use-now.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { Button, Group, Text } from '../../ui/core.ts';
import { dayAt } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { stationQuery } from '../../parts/station-query.ts';
import { rulesQuery } from './rule-queries.ts';
import { draftOf, heldBy, inForce, quietAhead, type RuleKind, type RulesView } from './rules.ts';
import { RulesForm } from './RulesForm.tsx';
import { RulesInWords } from './RulesInWords.tsx';

interface Props {
  station: Schemas['StationOverviewItem'];
  centre: Schemas['Centre'];
  kind: RuleKind;
}

/** What holds at one station: its own rules, which can be changed and taken back, or those of its commune or its centre. */
export function StationRules({ station, centre, kind }: Props) {
  const unit = useQuery(stationQuery(station.id)).data?.unit.id;
  const [own, ofUnit, ofCentre] = useQueries({
    queries: [
      rulesQuery({ kind: 'station', id: station.id }, kind),
      { ...rulesQuery({ kind: 'unit', id: unit ?? '' }, kind), enabled: unit !== undefined },
      rulesQuery({ kind: 'centre', id: centre.id }, kind),
    ],
  });
  const failed = [own, ofUnit, ofCentre].find(({ isError }) => isError);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!own.data || !ofUnit.data || !ofCentre.data) return <Waiting />;
  const rules = { own: own.data, unit: ofUnit.data, centre: ofCentre.data };
  return <RulesAt key={own.data.revision} station={station} centreName={centre.name} rules={rules} />;
}

interface RulesAtProps {
  station: Props['station'];
  centreName: string;
  rules: Record<'own' | 'unit' | 'centre', RulesView>;
}

function RulesAt({ station, centreName, rules: { own, unit, centre } }: RulesAtProps) {
  const { t } = useWords('administration');
  const [isSetting, setSetting] = useState(false);
  const today = dayAt(useNow(60_000), station.timeZone);
  const form = { owner: { kind: 'station', id: station.id }, timeZone: station.timeZone, rules: own } as const;
  if (own.kind === 'quiet') {
    const shared = { ...draftOf(undefined), days: [...quietAhead(unit, today), ...quietAhead(centre, today)] };
    return (
      <>
        <Text>{shared.days.length > 0 ? t('hours.sharedQuiet') : t('hours.noSharedQuiet')}</Text>
        <RulesInWords kind="quiet" of={shared} />
        <Text fw={600}>{t('hours.ownQuiet')}</Text>
        <RulesForm {...form} />
      </>
    );
  }
  if (inForce(own.periods, today) >= 0) {
    return (
      <>
        <Text>{t('hours.own')}</Text>
        <RulesForm {...form} />
      </>
    );
  }
  const held = heldBy([['unit', unit] as const, ['centre', centre] as const], today);
  if (isSetting) return <RulesForm {...form} first={held?.draft} onCancel={() => setSetting(false)} />;
  return (
    <>
      <Text>{t(`hours.from_${held?.level ?? 'service'}`, { centre: centreName })}</Text>
      {held && <RulesInWords kind={own.kind} of={held.draft} />}
      <Group>
        <Button onClick={() => setSetting(true)}>{t('hours.setOwn')}</Button>
      </Group>
    </>
  );
}
