import type { LEAD_SOURCES } from './contract.ts';

/** Where a lead came from (L-01 … L-15), in the field's words. */
export const SOURCE_NAMES: Readonly<Record<(typeof LEAD_SOURCES)[number], string>> = {
  patrol: '网上巡查',
  targeted: '定向监测',
  search: '关键词搜索',
  complaint: '投诉举报',
  sampling: '抽检',
  'offline-check': '线下检查',
  superior: '上级交办',
  department: '部门移送',
  region: '其他地区移送',
  police: '公安推送',
  platform: '平台报告',
  'rights-holder': '权利人举报',
  media: '媒体反映',
  logistics: '物流溯源',
  citizen: '群众反映',
};
