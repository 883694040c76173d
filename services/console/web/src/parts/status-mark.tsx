import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type RunStatus = 'success' | 'warning' | 'error';

const MARKS: Readonly<Record<RunStatus, { readonly sign: string; readonly color: string }>> = {
  success: { sign: '✓', color: 'var(--ebb-success)' },
  warning: { sign: '▲', color: 'var(--ebb-warning)' },
  error: { sign: '✕', color: 'var(--ebb-error)' },
};

/** A status is a colour, a shape and a word, so that none of the three is needed alone. */
export function StatusMark({ status }: { readonly status: RunStatus }) {
  const { t } = useTranslation();
  const { sign, color } = MARKS[status];
  return (
    <Text span c={color} fz="inherit">
      <span aria-hidden="true">{sign}</span> {t(`status.${status}`)}
    </Text>
  );
}
