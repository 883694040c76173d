import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en.json';

// A key that is not in English is an error where it is used.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

export const LANGUAGES = ['en', 'cs', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'ebb-language';

const TEXTS = {
  en: async () => (await import('./en.json')).default,
  cs: async () => (await import('./cs.json')).default,
  de: async () => (await import('./de.json')).default,
};

/** What the person chose, else the first language of the browser that we speak, else English. */
function preferred(): Language {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages];
  const spoken = wanted.map((tag) => tag.slice(0, 2)).find((tag) => (LANGUAGES as readonly string[]).includes(tag));
  return (spoken ?? 'en') as Language;
}

/** Only the texts of the language in use are fetched: each file holds every key, which the build makes sure of, so none falls back. */
export async function startLanguage(): Promise<void> {
  const lng = preferred();
  await i18next.use(initReactI18next).init({
    lng,
    resources: { [lng]: { translation: await TEXTS[lng]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = lng;
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  i18next.addResourceBundle(language, 'translation', await TEXTS[language]());
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
