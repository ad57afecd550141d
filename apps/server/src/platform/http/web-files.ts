import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyInstance } from 'fastify';
import { answerError } from './error-answer.ts';

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>网鉴</title>
<p>界面还没有构建：请在项目根目录运行 <code>npm run build:web</code>，然后刷新。接口说明见 <a href="/docs">/docs</a>。</p></html>`;

/**
 * Serves the built web: hashed assets for ever, pages never cached; an unknown path that a browser asks for as a page
 * is the console, whose router knows it. Unknown paths under /api are 404 in JSON.
 */
export async function addWebFiles(app: FastifyInstance, webFolder: string): Promise<void> {
  const page = join(webFolder, 'index.html');
  const built = existsSync(page);
  if (built) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: true,
      // The build writes .br and .gz beside each file.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = /[/\\]assets[/\\]/.test(path);
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const asksForPage =
      request.method === 'GET' && !/^\/(api|docs|metrics|openapi|assets)\b/.test(request.url);
    if (!asksForPage) return answerError(new AppError('not_found', '没有这个地址'), request, reply);
    if (!built) return reply.status(503).type('text/html; charset=utf-8').send(NOT_BUILT);
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(readFileSync(page));
  });
}
