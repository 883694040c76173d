export * from './config.errors.ts';
export * from './settings.ts';
