import { AppError } from '@wangjian/core/errors.ts';
import type { z } from 'zod';
import { systemActor } from '../../platform/actor.ts';
import { sendFile } from '../../platform/http/downloads.ts';
import { asProblem, sendPublicPage } from '../../platform/http/public-page.ts';
import { type RouteContext, route } from '../../platform/http/route.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import { PUBLIC_BODY_LIMIT, readCode, readPublicForm } from '../guidance/service.ts';
import type { Returned } from './other-side.ts';
import {
  answerAsReceiver,
  CLOSED,
  openForReceiver,
  ReceiverResult,
  ReceiverSign,
  signAsReceiver,
  takePackage,
} from './receipt.ts';
import * as contract from './receipt-contract.ts';
import { codePage, donePage, matterPage } from './receipt-page.ts';

/** The receiver has no session: the code names the bureau, and the platform acts for it there. */
function receiverRun({ kernel, info }: RouteContext, code: string) {
  const read = readCode(code);
  if (!read) throw new AppError('not_found', CLOSED);
  const actor = systemActor('transfer-receipt', [read.bureau]);
  return {
    open: () => runUseCase(kernel, openForReceiver, actor, read, info),
    take: () => runUseCase(kernel, takePackage, actor, read, info),
    sign: (given: z.output<typeof ReceiverSign>) =>
      runUseCase(kernel, signAsReceiver, actor, { ...given, ...read }, info),
    answer: (given: z.output<typeof ReceiverResult> & { files: Returned[] }) =>
      runUseCase(kernel, answerAsReceiver, actor, { ...given, ...read }, info),
  };
}

type Files = Awaited<ReturnType<typeof readPublicForm>>;

/** Runs one step; a refusal is shown on the page of the matter, or where the code opens nothing on that of the code. */
function step<Answer>(
  act: (
    fields: Readonly<Record<string, string>>,
    context: RouteContext,
    code: string,
    files: Files,
  ) => Promise<Answer>,
) {
  return async (context: RouteContext) => {
    let code = '';
    try {
      const fields: Record<string, string> = {};
      const files = await readPublicForm(context.request, fields);
      code = fields.code ?? '';
      return await act(fields, context, code, files);
    } catch (error) {
      const { message, status } = asProblem(error);
      const view =
        status === 404 || code === ''
          ? undefined
          : await receiverRun(context, code)
              .open()
              .catch((again: unknown) => {
                asProblem(again);
                return undefined;
              });
      return sendPublicPage(
        context.reply,
        view ? matterPage(view, code, message) : codePage(message),
        status,
      );
    }
  };
}

function checked<Schema extends z.ZodType>(schema: Schema, fields: unknown): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', parsed.error.issues.map(({ message }) => message).join('；'));
}

const LIMITS = { perMinute: 12, sessionless: true };

/** The receiver's pages at /receipt: server-rendered, no session, no script, few calls a minute. */
export const receiptRoutes = [
  route(contract.receiptStart, ({ reply }) => sendPublicPage(reply, codePage()), {
    perMinute: 60,
    sessionless: true,
  }),
  route(
    contract.receiptOpen,
    step(async (_fields, context, code) =>
      sendPublicPage(context.reply, matterPage(await receiverRun(context, code).open(), code)),
    ),
    LIMITS,
  ),
  route(
    contract.receiptPackage,
    step(async (_fields, context, code) => {
      const { name, sha256, bytes } = await receiverRun(context, code).take();
      const content = await context.kernel.files.read(sha256);
      return sendFile(context.reply, { name, type: 'application/zip', content, bytes });
    }),
    LIMITS,
  ),
  route(
    contract.receiptSign,
    step(async (fields, context, code) => {
      const { title, answer } = await receiverRun(context, code).sign(checked(ReceiverSign, fields));
      return sendPublicPage(context.reply, donePage(title, answer === 'accept' ? '已签收' : '已退回'));
    }),
    LIMITS,
  ),
  route(
    contract.receiptResult,
    step(async (fields, context, code, files) => {
      const receiver = receiverRun(context, code);
      // Whoever has no open code stores nothing.
      await receiver.open();
      const given = checked(ReceiverResult, fields);
      const stored: Returned[] = [];
      for (const { content, ...file } of files)
        stored.push({ ...file, ...(await context.kernel.files.put(content)) });
      const { title } = await receiver.answer({ ...given, files: stored });
      return sendPublicPage(context.reply, donePage(title, '已提交查处情况'));
    }),
    { ...LIMITS, bodyLimit: PUBLIC_BODY_LIMIT },
  ),
];
