import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ANSWERED, type Answered } from './answered.ts';
import { UNTRUSTED_POLICY } from './security-headers.ts';

/** A file on its way to a browser. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: Readable | Buffer;
  readonly bytes?: number | undefined;
  /** Shown in the page (a screenshot) instead of saved; still sandboxed. */
  readonly inline?: boolean;
}

/** Sends a file; whatever is in it, the browser runs nothing of it. */
export function sendFile(reply: FastifyReply, file: Download): Answered {
  reply.header('content-type', file.type);
  reply.header('content-disposition', contentDisposition(file.name, file.inline ?? false));
  reply.header('content-security-policy', UNTRUSTED_POLICY);
  reply.header('cache-control', 'private, no-store');
  if (file.bytes !== undefined) reply.header('content-length', file.bytes);
  reply.send(file.content);
  return ANSWERED;
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8. */
function contentDisposition(name: string, inline: boolean): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
