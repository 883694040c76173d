import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf } from '../api/answer.ts';
import { identity } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';

/** How long before the end of the session its reader is warned. */
const WARN_S = 180;

/** Asking how long the session still is does not lengthen it; "Stay signed in" asks something that does. */
export function SessionWarning() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: () => answerOf(identity.GET('/v1/me/session')),
    refetchInterval: 30_000,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  if (data === undefined || data.secondsLeft > WARN_S) return null;
  const minutes = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(
    Math.max(1, Math.round(data.secondsLeft / 60)),
  );
  const stay = async (): Promise<void> => {
    await answerOf(identity.GET('/v1/me'));
    await queryClient.invalidateQueries({ queryKey: ['session'] });
  };
  return (
    <Alert color="yellow" variant="light" mb="md" role="alert" title={t('session.endsSoon', { minutes })}>
      <Group justify="space-between">
        {t('session.endsWhy')}
        <Button size="xs" onClick={() => void stay()}>
          {t('session.stay')}
        </Button>
      </Group>
    </Alert>
  );
}
