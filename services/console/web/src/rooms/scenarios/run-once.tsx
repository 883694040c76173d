import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import { useMay } from '../../frame/use-me.ts';
import { tellProblem } from '../../parts/tell-problem.tsx';

export function RunOnce({ scenarioId }: { readonly scenarioId: string }) {
  const { t } = useTranslation();
  const mayRun = useMay('runs:write');
  const start = useMutation({
    mutationFn: () =>
      answerOf(
        executor.POST('/v1/scenarios/{scenarioId}/runs', {
          params: { path: { scenarioId } },
          body: { version: 'published' },
        }),
      ),
    onError: tellProblem,
    onSuccess: () => notifications.show({ message: t('scenario.started') }),
  });
  if (!mayRun) return null;
  return (
    <Button onClick={() => start.mutate()} loading={start.isPending}>
      {t('scenario.runOnce')}
    </Button>
  );
}
