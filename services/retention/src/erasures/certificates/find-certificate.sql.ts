import type { Statement } from '@ebbflow/persistence';

export const findCertificate: Statement = {
  name: 'find-certificate',
  text: `select sequence::int as sequence, certificate, jws from retention.certificate where id = $1`,
};
