import type { Statement } from '@ebbflow/persistence';

export const insertCertificate: Statement = {
  name: 'insert-certificate',
  text: `
    insert into retention.certificate (sequence, id, erasure_id, certificate, hash, jws, issued_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
};
