import { DEADLINE_AREAS, type DeadlineArea, type DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import { basisInWords, boundInWords, extensionsInWords, lengthInWords } from './words.ts';

const AREA_TITLES: Readonly<Record<DeadlineArea, string>> = {
  complaint: '投诉',
  report: '举报',
  case: '行政处罚程序与救济',
  police: '移送公安',
  publicity: '处罚信息公示',
  credit: '信用监管',
  platform: '平台与经营者',
  consumer: '消费者权益',
};

const INTRODUCTION = `# 法定期限一览

用 \`wangjian deadline 编号 --start 起算日\` 计算；\`wangjian deadline list\` 列出同样的内容，\`wangjian deadline list 听证\` 按名称、依据、起算等的用词查找，加 \`--json\` 供程序读取。本表由 \`catalog/deadlines\` 生成，测试核对二者一致；改了目录后运行 \`npx vitest run apps/server/src/modules/deadlines -u\` 更新。

## 怎么数

- 开始的当日不计入，从下一日（工作日）数起；月、年止于对应日，没有对应日的止于月末。
- 工作日 = 周一至周五，减去放假，加上调休上班的周末。没有写“工作日”的“日”是自然日；行政处罚法里的二日、三日、五日、七日是工作日。
- **末日（不顺延）** \`strict\`：数到的最后一日。**法定届满** \`legal\`：末日遇法定节假日的，顺延到节后第一日。**应当办结** \`due\`：机关自己的期限取末日（从严），当事人和平台的期限取法定届满（从宽）。
- “法定节假日”是否含普通周末有两种读法：机关的期限默认不含（周末不顺延），当事人的期限默认含（顺延）。另一种读法列在“不同读法” \`readings\` 里。
- 不计入的时间写 \`--pause 首日..末日\`，首尾两日都不计入。延长写 \`--extend 数目@批准之日\`，最迟在末日批准，自起算日连续计算；依法不能延长的、超过规定次数或者长度的，拒绝计算并说明依据。
- 提前若干日的期限往前数，事件当日不计入；按小时的期限起算要写到时刻，例如 \`2026-09-01T10:30\`。日期也可以写作 \`2026-9-1\`、\`2026/9/1\`、\`2026年9月1日\`、\`20260901\`。
- 起算日决定适用哪个版本的规定，以后不再变。跨新旧规定的，按新规定算出的日期列在“不同读法”里。
- 尚未公布放假安排的年份（以及之前一年 12 月 25 日以后）算出的日期标“暂定”，通知公布后重新计算：在平台的“工作日历”录入通知，或在 \`catalog/calendars\` 增加该年的文件。

“确定程度”：**原文** 读过条文；**网页** 读的是网页转述；**未核对** 使用前必须核对原文。
`;

/** The guide to all deadlines as Markdown, one table an area, newest version first. */
export function deadlineGuide(rules: readonly DeadlineRule[]): string {
  const sections = DEADLINE_AREAS.map((area) => {
    const rows = rules.filter((rule) => rule.area === area).flatMap(rowsOf);
    return [
      `## ${AREA_TITLES[area]}`,
      '',
      '| 编号 | 期限 | 起算 | 长度 | 约束 | 依据（起算日适用） | 延长 | 不计入 | 届满 | 确定程度 |',
      '|---|---|---|---|---|---|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

function rowsOf(rule: DeadlineRule): string[] {
  return [...rule.versions].reverse().map((version, index) => {
    const sources = new Set(version.basis.map(({ source }) => source));
    const certainty = sources.has('text') ? '原文' : sources.has('page') ? '网页' : '未核对';
    const until = version.until ? `至 ${version.until}` : '';
    const once = (text: string): string => (index === 0 ? text : '');
    const cells = [
      once(`\`${rule.id}\``),
      once(rule.title),
      once(rule.start),
      lengthInWords(rule, version),
      once(boundInWords(rule)),
      `${basisInWords(version)}（${version.from} 起${until}）`,
      once(extensionsInWords(rule)),
      once(rule.pauses.join('；')),
      once(rule.expiry),
      certainty,
    ];
    return `| ${cells.join(' | ')} |`;
  });
}
