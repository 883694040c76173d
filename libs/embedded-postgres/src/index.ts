export * from './embedded-postgres.errors.ts';
export * from './free-port.ts';
export * from './spawn-tethered.ts';
export * from './start-embedded-postgres.ts';
