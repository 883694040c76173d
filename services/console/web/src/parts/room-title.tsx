import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The room's name, in the room and in the browser's tab. */
export function RoomTitle({ name, children }: { readonly name: string; readonly children?: ReactNode }) {
  return (
    <>
      <title>{`${name} · Ebbflow`}</title>
      <Title order={1}>{children ?? name}</Title>
    </>
  );
}
