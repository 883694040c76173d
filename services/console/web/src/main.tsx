import './style-policy.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takePlace } from './frame/kept-place.ts';
import { startLanguage } from './i18n/language.ts';

const place = takePlace();
if (place !== undefined) history.replaceState(null, '', place);
await startLanguage();
// Not before: the router reads the address when it is made.
const { App } = await import('./app.tsx');
const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the application.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
