export * from './embedded-postgres.errors.ts';
export * from './start-embedded-postgres.ts';
