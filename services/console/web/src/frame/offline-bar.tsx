import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function OfflineBar() {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" variant="light" mb="md" role="status">
      {t('frame.offline')}
    </Alert>
  );
}
