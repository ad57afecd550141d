import { z } from 'zod';

// Every message of a schema reaches a user; zod's own Chinese speaks of undefined and of regular expressions.
const { localeError } = z.locales.zhCN();
z.config({ localeError: (issue) => inPlainWords(issue) ?? localeError(issue) });

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  date: '日期',
};

function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return '必须填写';
      return `应是${TYPES[issue.expected] ?? '其他类型的值'}`;
    case 'invalid_value':
      return issue.input === undefined || issue.input === null ? '必须填写' : '不在可以选择的值之中';
    case 'invalid_format':
      return issue.format === 'regex' || issue.format === 'template_literal' ? '格式不对' : undefined;
    case 'too_small':
      if (issue.origin === 'string') {
        if (issue.minimum === 1) return '不能为空';
        return `太短：至少 ${issue.minimum} 个字`;
      }
      if (issue.origin === 'array') return `至少要有 ${issue.minimum} 项`;
      return `太小：不能小于 ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `太长：最多 ${issue.maximum} 个字`;
      if (issue.origin === 'array') return `太多：最多 ${issue.maximum} 项`;
      return `太大：不能大于 ${issue.maximum}`;
    case 'unrecognized_keys':
      return `有不认识的字段：${issue.keys.join('、')}`;
    default:
      return undefined;
  }
}
