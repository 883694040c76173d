export * from './byte-size.ts';
export * from './clock.ts';
export * from './duration.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './json.ts';
export * from './personal.ts';
export * from './secret.ts';
