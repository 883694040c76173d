export * from './define-module.ts';
export * from './module-context.ts';
