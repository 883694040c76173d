import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { scenario } from '../scenarios/scenario-queries.ts';

/** A run outlives its scenario: then it says so instead of an id. */
export function ScenarioName({ scenarioId }: { readonly scenarioId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({ ...scenario(scenarioId), staleTime: 60_000, retry: false });
  if (error instanceof Problem && error.status === 404) return <Text c="dimmed">{t('runs.scenarioGone')}</Text>;
  return (
    <Anchor component={Link} to={`/scenarios/${scenarioId}`}>
      {data?.name ?? '…'}
    </Anchor>
  );
}
