import { Accordion, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { durationInWords } from '../../parts/duration.ts';
import { BundleView } from './bundle-view.tsx';
import type { ModuleExecution } from './run-queries.ts';

interface Props {
  readonly executions: readonly ModuleExecution[];
  readonly startedAt: string;
  /** A module chosen on the canvas: only what it did is shown. */
  readonly selected: number | undefined;
}

/** Everything modules did, in order, each with when it began and how long it took. */
export function ModuleExecutions({ executions, startedAt, selected }: Props) {
  const { t, i18n } = useTranslation();
  const shown = executions.filter(({ moduleId }) => selected === undefined || moduleId === selected);
  return (
    <>
      <Title order={2}>{t('run.timeline')}</Title>
      <Accordion variant="contained" multiple>
        {shown.map((execution) => (
          <Accordion.Item key={keyOf(execution)} value={keyOf(execution)}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600} size="sm">
                  {execution.moduleId} · {execution.module}
                  {execution.error && (
                    <Text span c="var(--ebb-error)">
                      {' '}
                      ✕ {execution.error.class}
                    </Text>
                  )}
                </Text>
                <Text size="xs" c="dimmed">
                  {t('run.bundles', { count: execution.bundleCount })} · +
                  {durationInWords(Math.max(0, Date.parse(execution.startedAt) - Date.parse(startedAt)), i18n.language)}{' '}
                  · {durationInWords(execution.durationMs, i18n.language)}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {execution.error && <Text c="var(--ebb-error)">{execution.error.message}</Text>}
              {execution.bundles.length === 0 && <Text c="dimmed">{t('run.noData')}</Text>}
              {execution.bundles.map((bundle, at) => (
                <BundleView key={at} bundle={bundle} />
              ))}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  );
}

const keyOf = ({ moduleId, execution }: ModuleExecution): string => `${String(moduleId)}/${String(execution)}`;
