import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure, useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, ScrollRestoration } from 'react-router';
import { AccountMenu } from './account-menu.tsx';
import { Navigation } from './navigation.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { SessionWarning } from './session-warning.tsx';
import { useOrganisation } from './use-me.ts';

/** The icon the page names, under the hash of its content. */
const iconPath = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href;

/** Around every room: where one can go, in whose name, and what is the matter. */
export function Frame() {
  const { t } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure();
  const organisation = useOrganisation();
  const { online } = useNetwork();
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 184, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="lg"
    >
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="md" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('frame.rooms')} />
          <Link to="/" className="brand">
            <img src={iconPath} alt="" width={22} height={22} />
            Ebbflow
          </Link>
          <span className="quiet-tag organisation">{organisation}</span>
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        {!online && <OfflineBar />}
        <SessionWarning />
        <Outlet />
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
