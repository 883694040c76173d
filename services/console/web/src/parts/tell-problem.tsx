import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { Problem } from '../api/problem.ts';

/** A change that was refused: what happened and what to do, until its reader closes it. */
export function tellProblem(thrown: unknown): void {
  const faults = thrown instanceof Problem ? thrown.faults.map(({ message }) => message) : [];
  notifications.show({
    color: 'red',
    autoClose: false,
    title: thrown instanceof Problem ? thrown.message : i18next.t('problem.away'),
    message: (
      <>
        {faults.map((message) => (
          <div key={message}>{message}</div>
        ))}
        {thrown instanceof Problem && i18next.t('problem.code', { code: thrown.code })}
      </>
    ),
  });
}
