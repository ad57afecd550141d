import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

function screen(args: readonly string[], input: string): { code: number | null; out: string; err: string } {
  const result = spawnSync(process.execPath, [MAIN, 'screen', ...args], { input, encoding: 'utf8' });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

describe('wangjian screen', () => {
  it('keeps order, names a bad line by number and goes on', () => {
    const { code, out, err } = screen(
      ['--jsonl'],
      '{"id":"a","text":"最终解释权归本店所有"}\n{不是\n{"id":"b","text":"支持七天无理由退货"}\n{"text":5}\n',
    );
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.id)).toEqual(['a', 'b']);
    expect(lines[0].findings[0]).toMatchObject({
      rule: 'terms/final-interpretation',
      violation: 'unfair-term-final-interpretation',
      level: 'violation',
      articles: expect.arrayContaining([
        { law: '网络交易监督管理办法', article: '第二十一条第五项', version: '2025-03-18' },
      ]),
    });
    expect(lines[1].findings).toEqual([]);
    expect(err).toContain('第 2 行');
    expect(err).toContain('第 4 行');
    expect(code).toBe(2);
  });

  it("reads Notepad's Unicode, and says of a picture that it is no text", () => {
    const unicode = spawnSync(process.execPath, [MAIN, 'screen'], {
      input: Buffer.from('\ufeff最终解释权归本店所有', 'utf16le'),
      encoding: 'utf8',
    });
    expect(unicode.status).toBe(1);
    expect(unicode.stdout).toContain('最终解释权');
    const picture = spawnSync(process.execPath, [MAIN, 'screen'], {
      input: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a),
      encoding: 'utf8',
    });
    expect(picture.status).toBe(2);
    expect(picture.stderr).toContain('不是文本');
  });

  it('answers 1 with findings, 0 without, 2 for wrong use', () => {
    expect(screen([], '特价商品概不退换').code).toBe(1);
    expect(screen([], '欢迎选购').code).toBe(0);
    expect(screen(['--on', '2026-13-01'], '欢迎').code).toBe(2);
    expect(screen(['--kind', 'letter'], '欢迎').code).toBe(2);
    expect(screen(['没有这个文件.txt'], '').err).toContain('没有文件');
  });

  it('reports in Chinese with place, law and reason', () => {
    const { out } = screen([], '第一行\n本活动最终解释权归商家所有');
    expect(out).toContain('第 2 行');
    expect(out).toContain('《网络交易监督管理办法》第二十一条第五项');
    expect(out).toContain('理由：');
  });
});
