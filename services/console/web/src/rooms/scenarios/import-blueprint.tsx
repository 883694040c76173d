import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../frame/use-me.ts';
import { tellProblem } from '../../parts/tell-problem.tsx';

export function ImportBlueprint() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay('scenarios:write');
  const load = useMutation({
    mutationFn: async (file: File) =>
      answerOf(executor.POST('/v1/scenarios', { body: { blueprint: readJson(await file.text()) } })),
    onError: tellProblem,
    onSuccess: async ({ scenarioId }) => {
      notifications.show({ message: t('scenarios.imported') });
      await queryClient.invalidateQueries({ queryKey: ['scenarios'] });
      await navigate(`/scenarios/${scenarioId}`);
    },
  });
  if (!mayWrite) return null;
  return (
    <FileButton accept="application/json,.json" onChange={(file) => file && load.mutate(file)}>
      {(props) => (
        <Button {...props} loading={load.isPending}>
          {t('scenarios.import')}
        </Button>
      )}
    </FileButton>
  );

  function readJson(text: string): Record<string, unknown> {
    try {
      return JSON.parse(text) as Record<string, unknown>;
    } catch {
      throw new Problem({ status: 400, code: 'CONSOLE.NO_JSON', detail: t('scenarios.noJson') });
    }
  }
}
