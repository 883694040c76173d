export * from './access-policy.ts';
export * from './claims.ts';
export * from './partition-days.ts';
export * from './policy.errors.ts';
export * from './read-policy-file.ts';
export * from './retention-policy.ts';
