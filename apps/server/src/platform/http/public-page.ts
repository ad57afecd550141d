import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyReply } from 'fastify';
import { ANSWERED, type Answered } from './answered.ts';

/** Writes what is not ours as text of an HTML page. */
export function asText(raw: string): string {
  return raw.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The same with its line breaks. */
export const asLines = (raw: string): string => asText(raw).replaceAll('\n', '<br>');

/** No script at all, pictures only from the page itself, forms only to us. */
const PUBLIC_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const PUBLIC_STYLE = `
body { margin: 0; background: #f3f5f7; color: #1f2933; font: 16px/1.7 "Microsoft YaHei", "PingFang SC", sans-serif; }
header { background: #14323f; color: #fff; padding: 14px 20px; font-size: 18px; }
main { max-width: 760px; margin: 0 auto; padding: 16px; }
section { background: #fff; border: 1px solid #dde3e8; border-radius: 4px; padding: 16px 20px; margin-bottom: 14px; }
h1 { font-size: 20px; margin: 0 0 8px; } h2 { font-size: 16px; margin: 0 0 8px; }
dl { display: grid; grid-template-columns: 7em 1fr; gap: 4px 12px; margin: 0; } dt { color: #61707d; } dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; margin: 12px 0 4px; } .choice { display: inline-block; margin-right: 18px; }
input[type=text], textarea, select { width: 100%; box-sizing: border-box; padding: 8px; border: 1px solid #b8c4cd; border-radius: 4px; font: inherit; background: #fff; }
button { margin-top: 16px; padding: 9px 26px; border: 0; border-radius: 4px; background: #17607d; color: #fff; font: inherit; cursor: pointer; }
img { max-width: 100%; border: 1px solid #dde3e8; } .note { color: #61707d; font-size: 14px; } .problem { background: #fdecea; border-color: #f3b7b0; }
p, li { overflow-wrap: anywhere; }
.hash { font: 12px/1.5 monospace; overflow-wrap: anywhere; color: #61707d; }
`;

/** A whole page for people without accounts: server-rendered, no script; `body` is HTML that its maker has escaped. */
export function publicPage(title: string, head: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${asText(title)}</title><style>${PUBLIC_STYLE}</style></head><body><header>${asText(head)}</header><main>${body}</main></body></html>`;
}

/** What went wrong, above the form that it is about. */
export function problemBox(problem: string | undefined): string {
  return problem === undefined ? '' : `<section class="problem" role="alert">${asText(problem)}</section>`;
}

/** Sends such a page; it is kept nowhere and tells no other site where it was. */
export function sendPublicPage(reply: FastifyReply, html: string, status = 200): Answered {
  reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', PUBLIC_POLICY)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .send(html);
  return ANSWERED;
}

/** A refusal is shown on the page itself; what went wrong inside stays inside. */
export function asProblem(error: unknown): { message: string; status: number } {
  if (error instanceof AppError && error.code !== 'internal')
    return { message: error.message, status: error.status };
  throw error;
}
