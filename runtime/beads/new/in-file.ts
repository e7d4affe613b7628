import { fail, isFailure } from '../../failure/failure.js';

/** Run `read`; what it refuses is refused with the file and the line. Throws GT8113. */
export function inLine<T>(where: string, line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isFailure(error) && error.code !== 'GT8113')
      fail('GT8113', { where, line, reason: error.message, help: error.help });
    throw error;
  }
}
