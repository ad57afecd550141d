import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Names that Chinese pages ask for and no Linux machine has. Each is answered by the one font that we ship, so that a
 * screenshot looks the same on every machine.
 */
const ASKED_FOR = [
  'sans-serif',
  'serif',
  'monospace',
  'system-ui',
  'Microsoft YaHei',
  'Microsoft YaHei UI',
  '微软雅黑',
  'SimSun',
  '宋体',
  'NSimSun',
  'SimHei',
  '黑体',
  'KaiTi',
  '楷体',
  'FangSong',
  '仿宋',
  'PingFang SC',
  'Hiragino Sans GB',
  'STHeiti',
  'STSong',
  'Heiti SC',
  'Source Han Sans CN',
  'Noto Sans CJK SC',
  'WenQuanYi Micro Hei',
  'Arial',
  'Helvetica',
  'Helvetica Neue',
  'Times New Roman',
  'Tahoma',
  'Verdana',
];

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The folders of the TrueType files of Noto Sans SC (OFL), which covers all of GBK; regular and bold are enough. */
function fontFolders(): string[] {
  const root = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  );
  return [join(root, '400Regular'), join(root, '700Bold')];
}

function fontsConfig(cache: string): string {
  const folders = fontFolders().map((path) => `  <dir>${escapeXml(path)}</dir>`);
  const aliases = ASKED_FOR.map(
    (family) =>
      `  <match target="pattern"><test name="family" qual="any"><string>${family}</string></test>` +
      `<edit name="family" mode="prepend" binding="strong"><string>Noto Sans SC</string></edit></match>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.join('\n')}
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${escapeXml(join(cache, 'font-cache'))}</cachedir>
${aliases.join('\n')}
  <match target="pattern"><edit name="family" mode="append"><string>Noto Sans SC</string></edit></match>
</fontconfig>
`;
}

/**
 * Writes a fontconfig file into the cache folder and returns its path (for FONTCONFIG_FILE). Our font comes first; the
 * machine's own fonts stay behind it for what it lacks (emoji, Tibetan, Uyghur). The name carries the hash of the
 * content, so that two checkouts may share one cache.
 */
export async function writeFontsConfig(cache: string): Promise<string> {
  const config = fontsConfig(cache);
  const file = join(cache, `fonts-${createHash('sha256').update(config).digest('hex').slice(0, 12)}.conf`);
  if (existsSync(file)) return file;
  await mkdir(join(cache, 'font-cache'), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, config);
  await rename(draft, file);
  return file;
}
