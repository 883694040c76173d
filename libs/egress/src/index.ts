export * from './create-egress.ts';
export * from './egress.config.ts';
export * from './egress.errors.ts';
export * from './egress.ts';
