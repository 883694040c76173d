export { RealBrowser } from './real-browser.ts';
export { FIRST, setUp, signIn } from './set-up.ts';
