import { join } from 'node:path';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { describe, expect, it } from 'vitest';
import { loadDeadlines } from './catalog.ts';
import { checkNotice } from './notice-check.ts';
import { readNoticeText } from './notice-text.ts';

/** The notice for 2026 in its published form. */
const TEXT_2026 = `国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const { calendar } = loadDeadlines(join(import.meta.dirname, '../../../../../catalog'));

describe('the text of a notice', () => {
  it('is read as the catalog has it, day by day', () => {
    const { title, days, problems } = readNoticeText(TEXT_2026, 2026);
    expect(problems).toEqual([]);
    expect(title).toBe('国务院办公厅关于2026年部分节假日安排的通知');
    expect(days.length).toBe(33 + 6);
    for (const { day, kind, name } of days) expect(calendar.mark(day), day).toEqual({ kind, name });
    expect(checkNotice(2026, days)).toEqual({ errors: [], warnings: [] });
  });

  it('may begin in the year before, join two holidays, and span months', () => {
    const { days, problems } = readNoticeText(
      `一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
七、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。`,
      2023,
    );
    expect(problems).toEqual([]);
    expect(days[0]).toEqual({ day: '2022-12-31', kind: 'holiday', name: '元旦' });
    expect(days.filter(({ name }) => name === '中秋节、国庆节').map(({ day }) => day)).toEqual([
      ...['09-29', '09-30', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07', '10-08'].map(
        (day) => `2023-${day}`,
      ),
    ]);
  });

  it.each([
    ['一、元旦：1月1日（周五）至3日（周六）放假，共3天。', '2026-01-01 是星期四'],
    ['一、元旦：1月1日至3日放假，共4天。', '写明共 4 天，读到 3 天'],
    ['一、元旦：2月30日放假。', '不是日期'],
    ['各单位要认真值班。', '没有读到放假日期'],
  ])('%s is doubted', (text, problem) => {
    expect(readNoticeText(text, 2026).problems.join()).toContain(problem);
  });
});

describe('a notice that is entered', () => {
  const { days } = readNoticeText(TEXT_2026, 2026);
  it.each([
    ['with a holiday left out', days.filter(({ name }) => name !== '端午节'), '没有端午节的放假安排'],
    [
      'without a day that the law gives',
      days.filter(({ day }) => day !== '2026-05-02'),
      '2026-05-02 是法定节假日',
    ],
    ['with a Monday worked', [...days, { ...days[0]!, day: '2026-01-05', kind: 'workday' }], '不是周末'],
    ['with a day twice', [...days, days[0]!], '写了两次'],
    ['of another year', [...days, { ...days[0]!, day: '2027-05-01' }], '不属于 2026 年'],
  ])('%s is refused', (_, list, error) => {
    expect(checkNotice(2026, list as typeof days).errors.join()).toContain(error);
  });

  it('that gives many more days off than the law is doubted', () => {
    const more = [6, 7, 8, 9, 12, 13].map((n) => ({
      ...days[0]!,
      day: `2026-01-${String(n).padStart(2, '0')}` as PlainDate,
    }));
    expect(checkNotice(2026, [...days, ...more]).warnings.join()).toContain('相差较大');
  });
});
