import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { useCase } from '../../platform/use-case.ts';
import { draftDocument } from '../documents/service.ts';
import { actOnEach } from './act.ts';
import * as contract from './contract.ts';
import { addPart } from './course-store.ts';
import { tellUnit } from './dispatch.ts';

/** 督办: a superior unit asks for a lead to be handled by a day; the holder is told, the list marks it. */
export const superviseLeads = useCase({
  action: 'lead.supervise',
  title: '督办线索',
  permission: 'lead.supervise',
  input: contract.superviseLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { leads, text, dueOn }) {
    const { tx, actor, clock, newId } = context;
    if ((dueOn as PlainDate) < dayInChina(clock.now()))
      throw new AppError('invalid_input', '督办期限不能早于今天', {
        problems: [{ path: 'dueOn', message: '请选择今天或以后的日期' }],
      });
    return await actOnEach(context, leads, 'supervise', text, (row, units) => ({
      change: { supervised_at: clock.now() },
      say: `限 ${dueOn} 前办理：${text}`,
      async after(lead) {
        const id = newId('supervision', row.bureau);
        await addPart(tx, 'lead_supervisions', {
          bureau: row.bureau,
          id,
          region: row.region,
          lead_id: row.id,
          text,
          due_on: dueOn,
          at: clock.now(),
          officer_id: actor.id,
          officer_name: actor.name,
          org_id: actor.kind === 'officer' ? actor.orgId : '',
          org_name: actor.orgName,
          ended_at: null,
        });
        // 督办单: a draft with what the record knows, for whoever signs and sends it.
        await draftDocument(context, {
          bureau: row.bureau,
          region: row.region,
          on: row.id,
          form: 'supervision-order',
          title: `督办单：${row.title}`,
          values: {
            to: units.fullName(row.holder_org_id),
            matter: `线索${row.number}：${row.title}`,
            situation: `${row.received_on} 收到，现${LEAD_STATUS_NAMES[row.status]}。`,
            demand: text,
            dueOn,
          },
          key: id,
        });
        await tellUnit(
          context,
          lead,
          lead.holder_org_id,
          'supervision',
          '督办',
          `限 ${dueOn} 前办理：${text}`,
        );
      },
    }));
  },
});

/** 催办: reminds the holder. */
export const urgeLeads = useCase({
  action: 'lead.urge',
  title: '催办线索',
  permission: 'lead.supervise',
  input: contract.urgeLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, text }) =>
    actOnEach(context, leads, 'urge', text, (row) => ({
      after: (lead) => tellUnit(context, lead, row.holder_org_id, 'reminder', '催办', text),
    })),
});
