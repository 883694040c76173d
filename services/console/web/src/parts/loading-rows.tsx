import { Skeleton, Stack } from '@mantine/core';

/** The shape of what is coming, instead of a wheel that turns. */
export function LoadingRows({ count = 6 }: { readonly count?: number }) {
  return (
    <Stack gap={4} aria-busy="true">
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={32} />
      ))}
    </Stack>
  );
}
