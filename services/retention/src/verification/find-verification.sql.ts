import type { Statement } from '@ebbflow/persistence';

export const findVerification: Statement = {
  name: 'find-verification',
  text: 'select verification from retention.verification',
};
