import { CodedError } from '../../base/errors';

/** @param key what was asked for; @param reason completes "it has no estimate: …". */
export function impossible(key: string, reason: string): CodedError {
  return new CodedError('estimate.impossible', `${key} has no estimate: ${reason}.`, {
    remedy: 'Give more distinct points, or leave this estimator out.',
  });
}
