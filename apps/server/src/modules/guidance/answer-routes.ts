import { AppError } from '@wangjian/core/errors.ts';
import { systemActor } from '../../platform/actor.ts';
import { asProblem, sendPublicPage as sendPage } from '../../platform/http/public-page.ts';
import { type RouteContext, route } from '../../platform/http/route.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import { answerAsParty, CLOSED, openForParty, PartyAnswer } from './answer.ts';
import { codePage, matterPage, thanksPage } from './answer-page.ts';
import { readCode } from './code.ts';
import * as contract from './contract.ts';
import { PUBLIC_BODY_LIMIT, readPublicForm } from './public-form.ts';

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
        await readPublicForm(context.request, fields);
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
        const files = await readPublicForm(request, fields);
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
    { perMinute: PER_MINUTE, sessionless: true, bodyLimit: PUBLIC_BODY_LIMIT },
  ),
];
