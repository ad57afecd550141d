import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VIDEO_HEAD, videoType } from './video-type.ts';

const padded = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(VIDEO_HEAD)]);

it('knows MP4 and WebM by their first bytes, and takes no page, picture, sound or program for one', () => {
  expect(videoType(padded('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'))).toBe('video/mp4');
  expect(videoType(padded('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm'))).toBe('video/webm');
  for (const other of [
    '<!doctype html><script>',
    '\0\0\0\x18ftypheic\0\0\0\0',
    '\0\0\0\x18ftypM4A \0\0\0\0',
    '\x1a\x45\xdf\xa3\x42\x82\x88matroska',
    '\x89PNG\r\n\x1a\n',
    'MZ\x90\0',
  ])
    expect(videoType(padded(other)), other).toBeUndefined();
  expect(videoType(Buffer.from('\0\0\0\x20ftypisom'))).toBeUndefined();
});

it('takes nothing for a video that only carries such bytes further in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 9, maxLength: 40 }), (noise) => {
      const head = Buffer.concat([Buffer.from('<html>'), noise, padded('ftypisom')]);
      expect(videoType(head)).toBeUndefined();
    }),
  );
});
