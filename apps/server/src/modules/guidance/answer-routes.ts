import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyRequest } from 'fastify';
import { systemActor } from '../../platform/actor.ts';
import { asProblem, sendPublicPage as sendPage } from '../../platform/http/public-page.ts';
import { type RouteContext, route } from '../../platform/http/route.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import { answerAsParty, CLOSED, openForParty, PartyAnswer } from './answer.ts';
import { codePage, matterPage, thanksPage } from './answer-page.ts';
import { readCode } from './code.ts';
import * as contract from './contract.ts';
import { typeOfUpload } from './picture-type.ts';

const MAX_FILES = 9;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/**
 * Reads the form: files that are pictures or PDF by their own first bytes, and text into `fields`, which stand before
 * the files: what was typed is known even where a file is refused.
 */
async function readForm(
  request: FastifyRequest,
  fields: Record<string, string>,
): Promise<readonly SentFile[]> {
  const files: SentFile[] = [];
  if (!request.isMultipart()) throw new AppError('invalid_input', '请从网上反馈页面提交');
  const limits = { fileSize: MAX_FILE_BYTES, files: MAX_FILES, fields: 10, fieldSize: 40_000 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '');
      continue;
    }
    const content = await part.toBuffer().catch(() => {
      throw new AppError('too_large', `附件“${part.filename}”超过 10 MB，请缩小后再传`);
    });
    if (content.byteLength === 0) continue;
    const kind = typeOfUpload(content);
    if (!kind) throw new AppError('invalid_input', `附件“${part.filename}”不是图片或 PDF，请重新选择`);
    const name = part.filename.replace(/\.[^.]*$/, '').slice(-80) || '附件';
    files.push({ name: `${name}.${kind.extension}`, type: kind.type, content });
  }
  return files;
}

/** The party has no session: the code names the bureau, and the platform acts for it there. */
function partyRun({ kernel, info }: RouteContext, code: string) {
  const read = readCode(code);
  if (!read) throw new AppError('not_found', CLOSED);
  const actor = systemActor('party-answer', [read.bureau]);
  return {
    open: () => runUseCase(kernel, openForParty, actor, read, info),
    send: (answer: Omit<Parameters<typeof answerAsParty.run>[1], 'bureau' | 'hash'>) =>
      runUseCase(kernel, answerAsParty, actor, { ...answer, ...read }, info),
  };
}

const PER_MINUTE = 12;

/** The party's pages at /answer: server-rendered, no session, no script, few calls a minute. */
export const answerRoutes = [
  route(contract.answerStart, ({ reply }) => sendPage(reply, codePage()), {
    perMinute: 60,
    sessionless: true,
  }),
  route(
    contract.answerOpen,
    async (context) => {
      try {
        const fields: Record<string, string> = {};
        await readForm(context.request, fields);
        const code = fields.code ?? '';
        return sendPage(context.reply, matterPage(await partyRun(context, code).open(), code));
      } catch (error) {
        const { message, status } = asProblem(error);
        return sendPage(context.reply, codePage(message), status);
      }
    },
    { perMinute: PER_MINUTE, sessionless: true },
  ),
  route(
    contract.answerSend,
    async (context) => {
      const { reply, request, kernel } = context;
      const fields: Record<string, string> = {};
      try {
        const files = await readForm(request, fields);
        const code = fields.code ?? '';
        const party = partyRun(context, code);
        // Whoever has no open code stores nothing.
        await party.open();
        const answer = PartyAnswer.safeParse(fields);
        if (!answer.success) throw new AppError('invalid_input', '请填写反馈内容（至少两个字）和填写人姓名');
        const stored = [];
        for (const { content, ...file } of files)
          stored.push({ ...file, ...(await kernel.files.put(content)) });
        const { title } = await party.send({ ...answer.data, files: stored });
        return sendPage(reply, thanksPage(title));
      } catch (error) {
        const { message, status } = asProblem(error);
        const code = fields.code ?? '';
        if (status === 404 || code === '') return sendPage(reply, codePage(message), status);
        const view = await partyRun(context, code)
          .open()
          .catch(() => undefined);
        return sendPage(reply, view ? matterPage(view, code, message, fields) : codePage(message), status);
      }
    },
    { perMinute: PER_MINUTE, sessionless: true, bodyLimit: MAX_FILES * MAX_FILE_BYTES + 1024 * 1024 },
  ),
];
