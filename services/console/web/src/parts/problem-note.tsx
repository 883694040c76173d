import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';

/** What went wrong, in the service's words, with its code, and a way to go on. */
export function ProblemNote({ thrown, again }: { readonly thrown: unknown; readonly again?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert
      color="red"
      variant="light"
      title={t(thrown instanceof Problem && thrown.status === 403 ? 'problem.notYours' : 'problem.title')}
      role="alert"
    >
      <Text>{thrown instanceof Problem ? thrown.message : t('problem.away')}</Text>
      <Group mt="xs" gap="sm">
        {again && (
          <Button size="xs" variant="default" onClick={again}>
            {t('problem.again')}
          </Button>
        )}
        {thrown instanceof Problem && (
          <Text size="xs" c="dimmed">
            {t('problem.code', { code: thrown.code })}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
