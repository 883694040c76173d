import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNow } from './use-now.ts';

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** "in 12 days", "3 minutes ago", in the person's language. */
export function relative(instantMs: number, nowMs: number, language: string): string {
  const distance = instantMs - nowMs;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(distance) >= step) ?? (['second', 1_000] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(distance / size), unit);
}

export const exact = (instantMs: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(instantMs);

/** A moment, relative, with the exact one on hover and for screen readers. */
export function Instant({ at }: { readonly at: string }) {
  const { i18n } = useTranslation();
  const instantMs = Date.parse(at);
  const nowMs = useNow();
  return (
    <Tooltip label={exact(instantMs, i18n.language)}>
      <time dateTime={at} tabIndex={0}>
        {relative(instantMs, nowMs, i18n.language)}
      </time>
    </Tooltip>
  );
}
