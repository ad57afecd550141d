import { captureStored, type StoredOptions, type StoredSource } from '../capture/capture-stored.ts';
import { type Seal, sealCapture } from './seal-capture.ts';

/**
 * Seals the very response that a patrol stored and screened, with a picture rendered from it offline. Throws what
 * captureStored and sealCapture throw.
 */
export async function sealFromRecord(
  source: StoredSource,
  file: string,
  options: StoredOptions,
): Promise<Seal> {
  return sealCapture(await captureStored(source, options), file);
}
