import { Alert, Anchor, Breadcrumbs, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { resultsOf } from '../../canvas/module-result.ts';
import { ScenarioCanvas } from '../../canvas/scenario-canvas.tsx';
import { durationInWords } from '../../parts/duration.ts';
import { GoneTag } from '../../parts/gone-tag.tsx';
import { Instant } from '../../parts/instant.tsx';
import { LoadingRows } from '../../parts/loading-rows.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RoomTitle } from '../../parts/room-title.tsx';
import { StatusMark } from '../../parts/status-mark.tsx';
import { ModuleExecutions } from './module-executions.tsx';
import { run } from './run-queries.ts';
import { ScenarioName } from './scenario-name.tsx';
import { versionOf } from './version-queries.ts';

export function RunRoom() {
  const { t, i18n } = useTranslation();
  const { runId = '' } = useParams();
  const { data, error, refetch } = useQuery(run(runId));
  const blueprint = useQuery({
    ...versionOf(data?.scenarioId ?? '', data?.scenarioVersion ?? 0),
    enabled: data !== undefined,
    retry: false,
  });
  const [selected, select] = useState<number>();
  if (error) return <ProblemNote thrown={error} again={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/runs">
          {t('runs.title')}
        </Anchor>
        <ScenarioName scenarioId={data.scenarioId} />
      </Breadcrumbs>
      <RoomTitle name={t('run.title')}>
        {t('run.title')} · <StatusMark status={data.status} />
      </RoomTitle>
      <Group gap="lg">
        <Text size="sm">{t(`trigger.${data.trigger}` as 'trigger.webhook')}</Text>
        <Instant at={data.finishedAt} />
        <Text size="sm">
          {durationInWords(Date.parse(data.finishedAt) - Date.parse(data.startedAt), i18n.language)}
        </Text>
        <GoneTag at={data.expiresAt} />
      </Group>
      {data.error && (
        <Alert color="red" variant="light" title={data.error.class}>
          {data.error.message}
        </Alert>
      )}
      {data.modules === null && (
        <Alert color="gray">{t(data.confidential ? 'run.confidential' : 'run.unreadable')}</Alert>
      )}
      {data.modules?.length === 0 && <Alert color="gray">{t('run.noModule')}</Alert>}
      {blueprint.data && (
        <ScenarioCanvas blueprint={blueprint.data} results={resultsOf(data.modules ?? [])} onSelect={select} />
      )}
      {data.modules && data.modules.length > 0 && (
        <ModuleExecutions executions={data.modules} startedAt={data.startedAt} selected={selected} />
      )}
    </Stack>
  );
}
