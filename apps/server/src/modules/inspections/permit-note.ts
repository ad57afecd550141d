import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { PermitCheck } from '../registry/service.ts';
import type { RowNote } from './prefill.ts';

/** What is said of Annex 1's row 前置审批许可情况: each printed number with what the permits say of it. */
export function permitNote(check: PermitCheck): RowNote {
  const from =
    check.importedAt === null
      ? '许可库'
      : `许可库，${dayInChina(check.importedAt)} 导入，共 ${check.known} 件`;
  if (check.known === 0)
    return {
      row: 'prior-permits',
      result: null,
      words:
        check.matches.length === 0
          ? '网页没有印出许可证号'
          : `网页印出许可证号 ${check.matches.length} 个（${check.matches.map(({ number }) => number).join('、')}），许可库还没有导入数据，无法核对`,
      from,
    };
  const lines = check.matches.map(({ number, result, permit }) => {
    const what = permit ? `${permit.certificate}，${permit.holder}，${permit.issuer}` : '';
    const until = permit?.valid_until ? `，有效期至 ${permit.valid_until}` : '';
    switch (result) {
      case 'found':
        return `${number}：查到，${what}${until}`;
      case 'expired':
        return `${number}：已过期（${what}${until}）`;
      case 'not-valid':
        return `${number}：状态为“${permit?.state}”（${what}）`;
      case 'other-holder':
        return `${number}：持证人不是本单位（${what}）`;
      default:
        return `${number}：许可库中没有查到`;
    }
  });
  const printed = new Set(check.matches.flatMap(({ permit }) => permit?.id ?? []));
  const own = check.own.filter(({ id }) => !printed.has(id));
  const notPrinted = own.map(({ certificate, number }) => `${certificate}${number}`);
  const more =
    own.length > 0 ? [`许可库中另有本单位许可、网页未见：${notPrinted.slice(0, 5).join('、')}`] : [];
  if (check.matches.length === 0 && own.length === 0)
    return {
      row: 'prior-permits',
      result: null,
      words: '网页未见许可证号，许可库中也没有本单位的许可',
      from,
    };
  // A number that is not found may come from elsewhere; that one is expired or another's is a problem.
  const wrong = check.matches.some(({ result }) => ['expired', 'not-valid', 'other-holder'].includes(result));
  const sure = check.matches.length > 0 && check.matches.every(({ result }) => result === 'found');
  return {
    row: 'prior-permits',
    result: wrong ? 'problem' : sure ? 'none' : null,
    words: [...lines, ...more].join('\n'),
    from,
  };
}
