import { Group, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../frame/use-me.ts';
import { tellProblem } from '../../parts/tell-problem.tsx';
import type { Scenario } from './scenario-queries.ts';

/** On and off. What is in the way of turning on is said by the service, all at once, and shown as it says it. */
export function ActivationSwitch({ scenario }: { readonly scenario: Scenario }) {
  const { t } = useTranslation();
  const mayWrite = useMay('scenarios:write');
  const change = useMutation({
    mutationFn: (active: boolean) =>
      answerOf(
        executor.PUT('/v1/scenarios/{scenarioId}/activation', {
          params: { path: { scenarioId: scenario.id } },
          body: { active },
        }),
      ),
    onError: tellProblem,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['scenarios'] }),
        queryClient.invalidateQueries({ queryKey: ['scenario', scenario.id] }),
      ]),
  });
  const isOn = change.isPending ? change.variables : scenario.isActive;
  return (
    <Group gap="xs" wrap="nowrap">
      <Switch
        size="sm"
        classNames={{ body: 'switch' }}
        checked={isOn}
        disabled={!mayWrite || scenario.isLocked}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
        label={t(scenario.isLocked ? 'scenarios.locked' : isOn ? 'scenarios.active' : 'scenarios.off')}
        aria-label={`${scenario.name}: ${t(isOn ? 'scenarios.turnOff' : 'scenarios.turnOn')}`}
      />
      {scenario.placeholders.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('scenarios.toReplace', { count: scenario.placeholders.length })}
        </Text>
      )}
    </Group>
  );
}
