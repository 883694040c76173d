import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, speak } from '../i18n/language.ts';
import { signOut } from './sign-out.ts';
import { useMe } from './use-me.ts';

const LANGUAGE_NAMES = { en: 'English', cs: 'Čeština', de: 'Deutsch' } as const;
const APPEARANCES = [
  ['light', 'light'],
  ['dark', 'dark'],
  ['auto', 'system'],
] as const;

export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data } = useMe();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className="account">{data?.email ?? t('frame.account')} ▾</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.appearance')}</Menu.Label>
        {APPEARANCES.map(([value, name]) => (
          <Menu.Item key={value} aria-current={colorScheme === value} onClick={() => setColorScheme(value)}>
            {t(`frame.${name}`)}
            {colorScheme === value && ' ✓'}
          </Menu.Item>
        ))}
        <Menu.Label>{t('frame.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={language} onClick={() => void speak(language)}>
            {LANGUAGE_NAMES[language]}
            {i18n.language === language && ' ✓'}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('frame.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
