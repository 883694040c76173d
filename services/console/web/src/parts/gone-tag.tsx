import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exact, relative } from './instant.tsx';
import { useNow } from './use-now.ts';

/** How long a record is still there: wherever one is shown, this is too. */
export function GoneTag({ at }: { readonly at: string }) {
  const { t, i18n } = useTranslation();
  const nowMs = useNow();
  const instantMs = Date.parse(at);
  return (
    <Tooltip label={t('lifetime.exact', { instant: exact(instantMs, i18n.language) })}>
      <span className="quiet-tag" tabIndex={0}>
        {t('lifetime.gone', { when: relative(instantMs, nowMs, i18n.language) })}
      </span>
    </Tooltip>
  );
}
