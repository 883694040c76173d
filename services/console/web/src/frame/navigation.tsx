import { NavLink } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavLink as RouterLink } from 'react-router';
import { ROOMS } from './rooms.ts';

export function Navigation({ onGo }: { readonly onGo: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('frame.rooms')}>
      {ROOMS.map(({ path, name }) => (
        <RouterLink key={path} to={path} end={path === '/'} onClick={onGo} className="nav-link">
          {({ isActive }) => <NavLink component="span" label={t(`frame.${name}`)} active={isActive} />}
        </RouterLink>
      ))}
    </nav>
  );
}
