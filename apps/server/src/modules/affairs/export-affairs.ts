import {
  FEEDBACK_NAMES,
  OPENNESS_NAMES,
  PUBLICITY_KIND_NAMES,
  PUBLICITY_STATUS_NAMES,
  PUBLICITY_UNITS,
  REPLY_KIND_NAMES,
  REPLY_ROLE_NAMES,
  REPLY_STATUS_NAMES,
} from '@wangjian/core/affairs.ts';
import { listExport } from '../../platform/export/list-export.ts';
import * as contract from './contract.ts';
import { type ListedPublicity, presentPublicity, presentReplies } from './present.ts';
import { allPublicity, allReplies, type ReplyRow } from './store.ts';
import { unitsWithin } from './units.ts';

const RepliesQuery = contract.exportReplies.query!;
const PublicityQuery = contract.exportPublicity.query!;

/** All proposals that match the list's filters. */
export const exportReplies = listExport<typeof RepliesQuery, ReplyRow, contract.ReplyItem>({
  action: 'reply.export',
  title: '导出建议提案',
  name: '建议提案',
  query: RepliesQuery,
  columns: [
    { title: '会议届次', value: (item) => item.session, width: 24 },
    { title: '编号', value: (item) => item.proposalNumber },
    { title: '类型', value: (item) => REPLY_KIND_NAMES[item.kind], width: 16 },
    { title: '标题', value: (item) => item.title, width: 44 },
    { title: '代表（委员）', value: (item) => item.proposers.join('、'), width: 24 },
    { title: '来文号', value: (item) => item.incomingNumber, width: 24 },
    { title: '主办会办', value: (item) => REPLY_ROLE_NAMES[item.role] },
    { title: '承办单位', value: (item) => item.orgName, width: 32 },
    { title: '状态', value: (item) => REPLY_STATUS_NAMES[item.status] },
    { title: '收到日期', value: (item) => item.receivedOn, width: 14 },
    { title: '答复期限', value: (item) => item.dueOn, width: 14 },
    { title: '文号', value: (item) => item.number, width: 24 },
    { title: '签发人', value: (item) => item.signer },
    { title: '办理结果', value: (item) => item.result },
    { title: '公开属性', value: (item) => item.openness && OPENNESS_NAMES[item.openness], width: 16 },
    { title: '答复日期', value: (item) => item.repliedOn, width: 14 },
    { title: '代表（委员）意见', value: (item) => item.feedback && FEEDBACK_NAMES[item.feedback] },
  ],
  async rows(context, query) {
    const units = await unitsWithin(context, query.org);
    return () => allReplies(context.tx, query, units);
  },
  present: presentReplies,
});

/** All publicity work that matches the list's filters. */
export const exportPublicity = listExport<typeof PublicityQuery, ListedPublicity, contract.PublicityItem>({
  action: 'publicity-work.export',
  title: '导出宣传工作',
  name: '宣传工作',
  query: PublicityQuery,
  columns: [
    { title: '日期', value: (item) => item.day, width: 14 },
    { title: '类型', value: (item) => PUBLICITY_KIND_NAMES[item.kind] },
    { title: '标题', value: (item) => item.title, width: 44 },
    { title: '数量', value: (item) => item.pieces },
    { title: '单位', value: (item) => PUBLICITY_UNITS[item.kind], width: 6 },
    { title: '媒体（发布渠道）', value: (item) => item.medium, width: 24 },
    { title: '链接', value: (item) => item.link, width: 40 },
    { title: '地点', value: (item) => item.place, width: 24 },
    { title: '开展单位', value: (item) => item.orgName, width: 32 },
    { title: '状态', value: (item) => PUBLICITY_STATUS_NAMES[item.status] },
    { title: '图片', value: (item) => item.pictures },
    { title: '登记人', value: (item) => item.recordedBy },
  ],
  async rows(context, query) {
    const units = await unitsWithin(context, query.org);
    return () => allPublicity(context.tx, query, units);
  },
  present: presentPublicity,
});
