import { LEAD_SOURCE_NAMES, LEAD_STATUS_NAMES, LEAD_STATUSES, SOURCE_FIELDS } from '@wangjian/core/lead.ts';
import { PERMISSIONS } from '@wangjian/core/permissions.ts';
import { LEAD_ACTIONS, movesOf, type Who } from './lifecycle.ts';

const WHO: Readonly<Record<Who, string>> = {
  region: '辖区内有权限的人员',
  holder: '承办单位',
  'holder-below': '承办单位（由局内上级分派来的）',
  'holder-top': '承办单位（不是由局内上级分派来的）',
  'holder-own': '承办单位（不是由局内上级分派、也不是由其他局移交来的）',
  successor: '承办单位（由其他局移交来的）',
  dispatcher: '分派单位',
  reviewer: '审核单位',
  superior: '承办单位的上级、分派单位',
  system: '系统自动',
};

/** The table of states and actions, and that of sources and their fields, as Markdown for docs/guide/leads.md. */
export function leadTables(): string {
  const rows = LEAD_STATUSES.flatMap((status) =>
    movesOf(status).map(([action, { who, to }], index) => {
      const { name, permission } = LEAD_ACTIONS[action];
      const cells = [
        index === 0 ? LEAD_STATUS_NAMES[status] : '',
        name,
        WHO[who],
        permission === null ? '—' : PERMISSIONS[permission],
        to.map((one) => (one === status ? '不变' : LEAD_STATUS_NAMES[one])).join('、'),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  const sources = Object.entries(SOURCE_FIELDS).map(([source, fields]) => {
    const titles = Object.values(fields).map(({ title, required }) => (required ? `**${title}**` : title));
    return `| ${LEAD_SOURCE_NAMES[source as keyof typeof LEAD_SOURCE_NAMES]} | ${titles.join('、') || '（由监测带入）'} |`;
  });
  return [
    '## 什么状态、谁、能做什么',
    '',
    '页面上的按钮、服务器的检查和这张表出自同一处（`apps/server/src/modules/leads/lifecycle.ts`）。',
    '',
    '| 状态 | 事项 | 由谁 | 所需权限 | 之后的状态 |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## 来源和来源材料',
    '',
    '粗体为必填。',
    '',
    '| 来源 | 登记表中的来源材料 |',
    '|---|---|',
    ...sources,
    '',
  ].join('\n');
}
