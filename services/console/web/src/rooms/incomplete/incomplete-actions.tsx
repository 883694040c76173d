import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf } from '../../api/answer.ts';
import { executor } from '../../api/client.ts';
import { queryClient } from '../../api/query-client.ts';
import { useMay } from '../../frame/use-me.ts';
import { tellProblem } from '../../parts/tell-problem.tsx';

/** Retry is one click; deleting says in numbers what will be gone and asks once. */
export function IncompleteActions({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('incompletes:write');
  const [isAsking, { open, close }] = useDisclosure();
  const after = {
    onError: tellProblem,
    onSuccess: async () => {
      close();
      onDone();
      await queryClient.invalidateQueries({ queryKey: ['incompletes'] });
    },
  };
  const retry = useMutation({
    mutationFn: () =>
      answerOf(executor.POST('/v1/incomplete-executions/retry', { body: { ids: [...ids], version: 'latest' } })),
    ...after,
  });
  const remove = useMutation({
    mutationFn: () => answerOf(executor.POST('/v1/incomplete-executions/delete', { body: { ids: [...ids] } })),
    ...after,
  });
  if (!mayWrite) return null;
  return (
    <Group gap="xs">
      <Button disabled={ids.length === 0} loading={retry.isPending} onClick={() => retry.mutate()}>
        {t('incomplete.retry')}
      </Button>
      <Popover opened={isAsking} onDismiss={close} withArrow trapFocus>
        <Popover.Target>
          <Button variant="default" disabled={ids.length === 0} onClick={open}>
            {t('incomplete.delete')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs" maw={280}>
            <Text size="sm">{t('incomplete.deletes', { count: ids.length })}</Text>
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('incomplete.deleteNow')}
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}
