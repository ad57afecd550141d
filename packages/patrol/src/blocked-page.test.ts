import { expect, test } from 'vitest';
import { looksBlocked } from './blocked-page.ts';

test.each([
  [403, '访问验证', '请完成滑块验证后继续', ''],
  [200, '安全验证', '请拖动滑块完成验证', ''],
  [200, '', '您的访问过于频繁，请稍后再试。', ''],
  [503, 'Just a moment...', 'Checking your browser before accessing', ''],
  [521, '', '', '<script>document.cookie="__jsl_clearance_s=1"</script>'],
  [200, '', '', '<script>var arg1="x";setCookie("acw_sc__v2",arg1)</script>'],
  [
    405,
    '405',
    '很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。',
    '<div id="aliyun_waf"></div>',
  ],
])('blocked: %i %s %s', (status, title, text, html) => {
  expect(looksBlocked(status, title, text, html)).toBe(true);
});

test.each([
  [200, '枸杞检测报告', '本品已通过国家质量监督部门的验证，请放心选购。', ''],
  [200, 'wafer 威化饼干', '进口威化饼干，每盒十二枚。', ''],
  [200, '首页', `请完成验证。${'本店销售宁夏特产，欢迎选购。'.repeat(60)}`, ''],
  [404, '页面不存在', '您访问的页面不存在', ''],
  [
    200,
    '首页',
    `本店销售宁夏特产，欢迎选购。${'现货供应。'.repeat(50)}`,
    '<script src="TencentCaptcha.js"></script>',
  ],
])('not blocked: %i %s', (status, title, text, html) => {
  expect(looksBlocked(status, title, text, html)).toBe(false);
});
