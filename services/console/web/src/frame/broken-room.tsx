import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../parts/empty-state.tsx';

/** After an update the files of a room that was not open yet are gone under their old names: loading the page again gets the new ones. */
export function BrokenRoom() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('room.broken')}
      text={t('room.brokenWhy')}
      action={<Button onClick={() => location.reload()}>{t('room.load')}</Button>}
    />
  );
}
